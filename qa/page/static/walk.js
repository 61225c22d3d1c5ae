// Links to places of articles: walked by the arrow keys, and marked where theirs is open.

import { href, opens, withoutArticle } from "./address.js";
import { byId, el } from "./dom.js";
import * as question from "./question.js";
import { keyOf } from "./rows.js";

/** @import { Address, PartialAddress } from "./address.js" */
/** @import { Child } from "./dom.js" */
/** @import { Span } from "./rows.js" */

/** @typedef {Span | { article: string, start: null, end: null }} Place of an article, or all of it */

const area = byId("result");
const DRAWN = 4; // pixels that a mouse moves in a click
let current = ""; // the span whose links are marked as the one that is open

/**
 * A link that opens a place beside its question.
 * @param {Span} span
 * @param {Address} address the question's
 * @param {Record<string, string | null>} attributes
 * @param {(Child | Child[])[]} children
 */
export function placeLink(span, address, attributes, ...children) {
  const { article, start, end } = span;
  const target = { ...withoutArticle(address), article, start, end };
  return opens(el("a", { ...attributes, href: href(target) }, ...children), target);
}

/**
 * The same as a row that the arrow keys walk.
 * @param {Place} span
 * @param {PartialAddress} address
 * @param {Record<string, string | null>} attributes
 * @param {(Child | Child[])[]} children
 */
export function rowLink(span, address, attributes, ...children) {
  const row = { ...attributes, class: `row ${attributes.class ?? ""}`.trim(), draggable: "false" };
  const { article, start, end } = span;
  const target = { ...withoutArticle(address), article, start, end };
  const own = { ...row, "data-span": keyOf(span), href: href(target) };
  return opens(selectable(el("a", own, ...children)), target);
}

/**
 * Lets the text of a link be selected: whoever has drawn the mouse over it does not follow it.
 * @param {HTMLAnchorElement} link that cannot be dragged
 */
function selectable(link) {
  let [x, y] = [0, 0];
  link.addEventListener("mousedown", (event) => ([x, y] = [event.clientX, event.clientY]));
  link.addEventListener("click", (event) => {
    const isDrawn = Math.hypot(event.clientX - x, event.clientY - y) > DRAWN;
    if (!event.detail || !isDrawn || getSelection()?.isCollapsed !== false) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  return link;
}

/**
 * Marks the rows of the span that is open, where it has any.
 * @param {Span | Address | null} span
 */
export function setCurrent(span) {
  current = span ? keyOf(span) : "";
  markCurrent();
}

/** Marks them again, after rows came. */
export function markCurrent() {
  for (const link of links()) {
    if (link.dataset.span === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
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

/** @returns {HTMLElement[]} */
const links = () => [.../** @type {NodeListOf<HTMLElement>} */ (area.querySelectorAll(".row"))];
