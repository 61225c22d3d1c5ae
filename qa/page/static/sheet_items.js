// A quote of the sheet as it is drawn: its words, where they are from, a note, what to do with it.

import { href, opens } from "./address.js";
import { byId, el } from "./dom.js";
import { directionOf, origin, titleOf } from "./format.js";

/** @import { PartialAddress } from "./address.js" */
/** @import { Offsets } from "./endpoints.js" */
/** @import { Quote } from "./sheet_store.js" */

/**
 * What is to be told of a quote; its article, where that is still there, and where its words are.
 * @typedef {{ words: string, article?: string, span?: Offsets }} Told
 */

/**
 * @typedef {object} Changes
 * @property {(key: string, by: 1 | -1) => void} move
 * @property {(key: string, note: string) => void} note
 * @property {(key: string) => void} remove
 */

const WAIT = 300; // ms after what was typed last, until it is kept
const list = byId("sheet-list");
/** @type {Map<string, () => void>} */
const typed = new Map(); // what keeps a note that is being typed, by key

/**
 * @param {string} key
 * @returns {HTMLElement | null}
 */
export const itemOf = (key) =>
  /** @type {HTMLElement[]} */ ([...list.children]).find((item) => item.dataset.key === key) ?? null;

/**
 * Gives the keyboard to a quote.
 * @param {string} key
 */
export function focusIn(key) {
  itemOf(key)?.querySelector("a")?.focus();
}

/**
 * A quote's item as it is now; the one that is there is kept, so that what is typed in it stays.
 * @param {Quote} quote
 * @param {number} at
 * @param {number} count of all
 * @param {Changes} changes
 */
export function drawItem(quote, at, count, changes) {
  const item = itemOf(quote.key) ?? newItem(quote, changes);
  const [up, down] = item.querySelectorAll(".move");
  up.setAttribute("aria-disabled", String(at === 0));
  down.setAttribute("aria-disabled", String(at === count - 1));
  const note = item.querySelector("textarea");
  if (note && note !== document.activeElement && note.value !== quote.note) note.value = quote.note;
  const printed = item.querySelector(".noted");
  if (printed) printed.textContent = quote.note;
  return item;
}

/**
 * Tells of a quote, beneath it, or takes back what was told.
 * @param {Quote} quote
 * @param {Told | null} told
 */
export function drawTold({ key }, told) {
  const place = itemOf(key)?.querySelector(".told");
  if (!place) return;
  place.replaceChildren();
  if (!told) return;
  const { words, article, span } = told;
  place.append(el("span", { class: "problem" }, words));
  if (span) place.append(" ", link("Open it there", { article, start: span[0], end: span[1] }));
  if (article) place.append(" ", link("Open the article", { article }));
}

/**
 * @param {string} words
 * @param {PartialAddress} place
 */
function link(words, place) {
  const target = { view: "sheet", ...place };
  return opens(el("a", { class: "action", href: href(target) }, words), target);
}

/**
 * @param {Quote} quote
 * @param {Changes} changes
 */
function newItem(quote, changes) {
  const { key, article, start, end, text, question } = quote;
  const item = el(
    "li",
    { class: "sheet-item", "data-key": key, dir: directionOf(text) },
    el("blockquote", { class: "quote" }, text),
    el(
      "p",
      { class: "from" },
      el("span", { class: "from-title", dir: "auto" }, titleOf(quote)),
      el("span", { class: "from-origin" }, origin(quote)),
    ),
    el("p", { class: "fine place" }, el("bdi", {}, article), ", ", el("bdi", {}, `${start}–${end}`)),
    question ? el("p", { class: "fine" }, "Asked: ", el("bdi", {}, question)) : null,
    noteField(quote, changes),
    el("p", { class: "noted", dir: "auto" }),
    el(
      "div",
      { class: "actions" },
      link("Open article", { article, start, end }),
      mover("Move up", "↑", () => changes.move(key, -1)),
      mover("Move down", "↓", () => changes.move(key, 1)),
      button("Remove", "action", () => changes.remove(key)),
    ),
    el("p", { class: "told", role: "status", dir: "ltr" }),
  );
  item.addEventListener("keydown", (event) => {
    if (!event.altKey || event.target instanceof HTMLTextAreaElement) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    moved(item, () => changes.move(key, by < 0 ? -1 : 1));
  });
  return item;
}

/**
 * @param {Quote} quote
 * @param {Changes} changes
 */
function noteField({ key, note }, changes) {
  const field = el("textarea", { rows: "1", dir: "auto", "aria-label": "Note", placeholder: "Note" });
  field.value = note;
  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    typed.delete(key);
    changes.note(key, field.value);
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    typed.set(key, keep);
    timer = setTimeout(keep, WAIT);
  });
  field.addEventListener("change", keep);
  return field;
}

/**
 * @param {string} name
 * @param {string} sign
 * @param {() => void} move
 */
function mover(name, sign, move) {
  const attributes = { type: "button", class: "quiet move", "aria-label": name, title: name };
  const made = el("button", attributes, sign);
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") moved(made, move);
  });
  return made;
}

/**
 * Moves an item, and leaves the keyboard where it was in it.
 * @param {HTMLElement} within
 * @param {() => void} move
 */
function moved(within, move) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  move();
  if (active && (active === within || within.contains(active))) active.focus({ preventScroll: true });
}

/**
 * @param {string} name
 * @param {string} style
 * @param {() => void} act
 */
function button(name, style, act) {
  const made = el("button", { type: "button", class: style }, name);
  made.addEventListener("click", act);
  return made;
}

// What was typed last is kept, however the page is left.
addEventListener("pagehide", () => {
  for (const keep of typed.values()) keep();
});
