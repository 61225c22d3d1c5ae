// A sentence with where it is from, to be pasted elsewhere.

import { absolute } from "./address.js";
import { day, titleOf } from "./format.js";

/** @import { PartialAddress } from "./address.js" */

/**
 * @param {{ sentence: string, article: string, title: string | null, source: string | null, date: string | null }} row
 * @param {PartialAddress} target where it is to be seen
 */
export function quote(row, target) {
  const title = row.sentence === row.title ? null : titleOf(row); // of a headline
  const from = [title, row.source, row.date && day(row.date)].filter(Boolean);
  return `“${row.sentence}”\n${from.join(", ")}\n${absolute(target)}`;
}
