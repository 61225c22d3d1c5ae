// The evidence: sentences from the passages found, those of an article together.

import { correctionLine } from "./corrections.js";
import { el } from "./dom.js";
import { count, origin, titleOf } from "./format.js";
import { spanOf } from "./rows.js";
import { sentence, words } from "./text.js";
import { markCurrent, rowLink } from "./walk.js";

/** @import { Address } from "./address.js" */
/** @import { Row } from "./rows.js" */

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
  /** @param {Row[]} shown */
  const draw = (shown) => list.replaceChildren(...articleBlocks(shown, address));
  draw(rows.slice(0, FIRST_ROWS));
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
    rows.length > FIRST_ROWS ? moreButton(list, rows, () => draw(rows)) : null,
  );
}

/**
 * @param {HTMLElement} list
 * @param {Row[]} rows
 * @param {() => void} drawAll
 */
function moreButton(list, rows, drawAll) {
  const name = count(rows.length - FIRST_ROWS, "more passage");
  const button = el("button", { type: "button", class: "quiet more" }, name);
  button.addEventListener("click", () => {
    drawAll();
    button.remove();
    markCurrent();
    /** @type {NodeListOf<HTMLElement>} */
    const links = list.querySelectorAll(".row");
    links[FIRST_ROWS]?.focus({ preventScroll: true });
  });
  return button;
}

/**
 * The rows in their order; an article that comes again after another is named again.
 * @param {Row[]} rows
 * @param {Address} address
 */
function articleBlocks(rows, address) {
  /** @type {Row[][]} */
  const runs = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[0].article === row.article) last.push(row);
    else runs.push([row]);
  }
  return runs.map((run) => articleBlock(run, address));
}

/**
 * @param {Row[]} rows
 * @param {Address} address
 */
function articleBlock(rows, address) {
  return el(
    "section",
    { class: "group" },
    el("h3", { dir: "auto" }, titleOf(rows[0])),
    el("p", { class: "from-origin" }, origin(rows[0])),
    el("ul", {}, rows.map((row) => evidenceRow(row, address))),
  );
}

/**
 * @param {Row} row
 * @param {Address} address
 */
function evidenceRow(row, address) {
  const link = rowLink(spanOf(row), address, { dir: "auto" }, sentence(row));
  if (row.reason) link.append(el("span", { class: "reason", dir: "ltr" }, reason(row)));
  return el("li", {}, link, row.correction ? correctionLine(row.correction, row, address) : null);
}

/**
 * "4,666: about Myanmar, not Thailand"
 * @param {Row} row
 */
function reason(row) {
  return [row.opens ? el("bdi", {}, words(row, row.opens)) : null, ": ", row.reason];
}
