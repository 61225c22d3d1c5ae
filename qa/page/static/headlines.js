// Headlines: what is found in the title of an article, which its text need not hold. So no slice of
// it goes on the sheet.

import { absolute, withoutArticle } from "./address.js";
import { copyIcon, keepVerbatim, LINK, SHEETS } from "./copying.js";
import { el } from "./dom.js";
import { origin } from "./format.js";
import { quoteHeadline } from "./quote.js";
import { runNodes, unitsOf } from "./text.js";
import { rowLink } from "./walk.js";

/** @import { PartialAddress } from "./address.js" */
/** @import { Range } from "./text.js" */

/**
 * An article whose title holds words that were looked for.
 * @typedef {Titled & {
 *   places: { title_start: number, title_end: number, title_text: string }[],
 * }} WordHeadline
 */

/** @typedef {{ article: string, title: string, source: string | null, date: string | null }} Titled */

/**
 * A title that opens its article.
 * @param {Titled} row
 * @param {PartialAddress} address
 * @param {Range[]} marks in characters of the title
 */
export function headlineRow(row, address, marks) {
  const { article, title } = row;
  const units = unitsOf(title);
  const ranges = marks.map(({ start, end, kind }) => ({ start: units(start), end: units(end), kind }));
  /** @type {WeakMap<Node, number>} */
  const begins = new WeakMap();
  const whole = runNodes({ text: title, units, ranges, begins }, [[0, Infinity]]);
  const about = origin(row);
  const link = rowLink(
    { article, start: null, end: null },
    address,
    {},
    el("span", { class: "quoted", dir: "auto" }, whole),
    el(
      "span",
      { class: "whence" },
      "The headline of ",
      el("bdi", {}, article),
      ...(about.length ? [" · ", ...about] : []),
    ),
  );
  keepVerbatim(link, title, begins);
  const target = { q: address.q, ...withoutArticle({}), article };
  const icons = el(
    "span",
    { class: "icons" },
    copyIcon("Copy quote", SHEETS, () => quoteHeadline(row, target)),
    copyIcon("Copy link", LINK, () => absolute(target)),
  );
  return el("li", {}, link, icons);
}
