// The evidence: sentences from the passages found, those of an article together.

import { keepVerbatim } from "./copying.js";
import { correctionLine } from "./corrections.js";
import { el } from "./dom.js";
import { count, directionOf, origin, titleOf } from "./format.js";
import { passageIcons } from "./passage_icons.js";
import { spanOf } from "./rows.js";
import { sentence, words } from "./text.js";
import { markCurrent, rowLink } from "./walk.js";

/** @import { Address } from "./address.js" */
/** @import { Miss, Row } from "./rows.js" */

const FIRST_ROWS = 8;

/**
 * The rows under a heading; the first of them, and the rest on demand.
 * @param {string} name
 * @param {Row[]} rows
 * @param {Address} address
 */
export function evidenceBlock(name, rows, address) {
  if (!rows.length) return "";
  const list = el("div", { class: "groups" });
  append(list, rows.slice(0, FIRST_ROWS), address);
  return el(
    "section",
    { class: "evidence", "aria-labelledby": "evidence-heading" },
    el(
      "h2",
      { id: "evidence-heading" },
      name,
      " ",
      el("span", { class: "muted figure" }, String(rows.length)),
    ),
    list,
    rows.length > FIRST_ROWS ? moreButton(list, rows.slice(FIRST_ROWS), address) : null,
  );
}

/**
 * Puts more rows beneath those there, none of which moves.
 * @param {HTMLElement} list
 * @param {Row[]} rows
 * @param {Address} address
 */
function moreButton(list, rows, address) {
  const button = el("button", { type: "button", class: "quiet more" }, count(rows.length, "more passage"));
  button.addEventListener("click", () => {
    const first = append(list, rows, address);
    button.remove();
    markCurrent();
    first?.querySelector("a")?.focus({ preventScroll: true });
  });
  return button;
}

/**
 * Puts rows at the end, in their order, each under its article; one that comes again after another
 * is named again. Returns the first of them.
 * @param {HTMLElement} list
 * @param {Row[]} rows
 * @param {Address} address
 */
export function append(list, rows, address) {
  const items = rows.map((row) => evidenceRow(row, address));
  for (const [i, row] of rows.entries()) {
    const last = /** @type {HTMLElement | null} */ (list.lastElementChild);
    const isOfLast = last?.dataset.article === row.article;
    const block = isOfLast ? last : articleBlock(row);
    if (!isOfLast) list.append(block);
    block.querySelector("ul")?.append(items[i]);
  }
  return items[0];
}

/** @param {Row} row one of the article's */
function articleBlock(row) {
  return el(
    "section",
    { class: "group", "data-article": row.article, dir: directionOf(row.sentence) },
    el("h3", { dir: "auto" }, titleOf(row)),
    el("p", { class: "from-origin" }, origin(row)),
    el("ul"),
  );
}

/**
 * @param {Row} row
 * @param {Address} address
 */
function evidenceRow(row, address) {
  const span = spanOf(row);
  /** @type {WeakMap<Node, number>} */
  const begins = new WeakMap();
  const link = rowLink(span, address, { dir: "auto" }, sentence(row, begins));
  keepVerbatim(link, row.sentence, begins);
  for (const miss of row.misses ?? []) {
    link.append(el("span", { class: "reason", dir: "ltr" }, reason(row, miss)));
  }
  const note = row.correction ? correctionLine(row.correction, row, address) : null;
  return el("li", {}, link, passageIcons(row, span, address), note);
}

/**
 * "4,666: about Myanmar, not Thailand"
 * @param {Row} row
 * @param {Miss} miss
 */
function reason(row, miss) {
  return [el("bdi", {}, words(row, miss.opens)), ": ", miss.reason];
}
