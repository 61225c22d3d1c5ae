// The evidence: sentences from the passages found, grouped by article, walked by keys.

import { href, opens, withoutArticle } from "./address.js";
import { byId, el } from "./dom.js";
import { count, origin, titleOf } from "./format.js";
import * as question from "./question.js";
import { spanOf } from "./rows.js";
import { sentence } from "./text.js";

/** @import { Address } from "./address.js" */
/** @import { Evidence } from "./endpoints.js" */
/** @import { Span } from "./rows.js" */

const FIRST_ROWS = 8;
const area = byId("result");
let current = ""; // the span whose row is marked as the one that is open

/**
 * The rows under a heading; the first of them, and the rest on demand.
 * @param {string} name
 * @param {Evidence[]} rows
 * @param {Address} address
 */
export function evidenceBlock(name, rows, address) {
  if (!rows.length) return "";
  const list = el("div", { class: "groups" });
  /** @param {Evidence[]} shown */
  const draw = (shown) => list.replaceChildren(...groupBlocks(shown, address));
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
    rows.length > FIRST_ROWS ? moreButton(rows.length - FIRST_ROWS, () => draw(rows)) : null,
  );
}

/**
 * Marks the row of the span that is open, where it has one.
 * @param {Span | Address | null} span
 */
export function setCurrent(span) {
  current = span ? keyOf(span) : "";
  markCurrent();
}

/**
 * Up and down through the rows; returns whether there was somewhere to go.
 * @param {1 | -1} by
 */
export function walk(by) {
  const rows = links();
  const active = document.activeElement;
  if (area.hidden || !rows.length) return false;
  const at = rows.findIndex((row) => row === active);
  const from = question.hasFocus() || active === document.body || area.contains(active);
  if (at < 0 && (by < 0 || !from)) return false;
  if (at === 0 && by < 0) question.focusAgain();
  else rows[Math.min(at + by, rows.length - 1)].focus();
  return true;
}

/**
 * @param {number} rest
 * @param {() => void} drawAll
 */
function moreButton(rest, drawAll) {
  const button = el("button", { type: "button", class: "quiet more" }, count(rest, "more passage"));
  button.addEventListener("click", () => {
    drawAll();
    button.remove();
    markCurrent();
    links()[FIRST_ROWS]?.focus({ preventScroll: true });
  });
  return button;
}

/**
 * @param {Evidence[]} rows
 * @param {Address} address
 */
function groupBlocks(rows, address) {
  /** @type {Map<string, Evidence[]>} */
  const groups = new Map();
  for (const row of rows) groups.set(row.article, [...(groups.get(row.article) ?? []), row]);
  return [...groups.values()].map((group) => groupBlock(group, address));
}

/**
 * @param {Evidence[]} group
 * @param {Address} address
 */
function groupBlock(group, address) {
  const first = group[0];
  return el(
    "section",
    { class: "group" },
    el("h3", { dir: "auto" }, titleOf(first)),
    el("p", { class: "from-origin" }, origin(first)),
    el("ul", {}, group.map((row) => el("li", {}, rowLink(row, address)))),
  );
}

/**
 * @param {Evidence} row
 * @param {Address} address
 */
function rowLink(row, address) {
  const target = { ...withoutArticle(address), ...spanOf(row) };
  const attributes = {
    class: "row",
    dir: "auto",
    href: href(target),
    "data-span": keyOf(spanOf(row)),
  };
  return opens(el("a", attributes, sentence(row)), target);
}

function markCurrent() {
  for (const link of links()) {
    if (link.dataset.span === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** @returns {HTMLElement[]} */
const links = () => [.../** @type {NodeListOf<HTMLElement>} */ (area.querySelectorAll(".row"))];

/** @param {Span | Address} span */
const keyOf = ({ article, start, end }) => JSON.stringify([article, start, end]);
