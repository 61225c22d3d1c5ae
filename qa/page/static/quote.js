// A sentence or a headline with where it is from, to be pasted elsewhere.

import { absolute } from "./address.js";
import { day, titleOf } from "./format.js";

/** @import { PartialAddress } from "./address.js" */

/** @typedef {{ article: string, title: string | null, source: string | null, date: string | null }} From */

/**
 * @param {From & { sentence: string }} row
 * @param {PartialAddress} target where it is to be seen
 */
export const quote = (row, target) => lines(row.sentence, [titleOf(row), ...origin(row)], target);

/**
 * @param {From & { title: string }} row
 * @param {PartialAddress} target
 */
export const quoteHeadline = (row, target) => lines(row.title, origin(row), target);

/** @param {From} row */
const origin = ({ source, date }) => [source, date && day(date)];

/**
 * @param {string} quoted
 * @param {(string | null)[]} from
 * @param {PartialAddress} target
 */
function lines(quoted, from, target) {
  return [`“${quoted}”`, from.filter(Boolean).join(", "), absolute(target)].filter(Boolean).join("\n");
}
