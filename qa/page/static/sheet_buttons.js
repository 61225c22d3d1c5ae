// Buttons that put a passage on the sheet, and take it off again.

import { el, svg } from "./dom.js";
import { announce, notice } from "./notices.js";
import * as store from "./sheet_store.js";

/** @import { Sentence } from "./rows.js" */
/** @import { Slice } from "./sheet_store.js" */

/**
 * What of a row goes on the sheet.
 * @typedef {Pick<Sentence, "article" | "title" | "source" | "date" | "sentence" | "sentence_start"
 *   | "sentence_end">} Quoted
 */

const NAME = "Add to sheet";

/**
 * The sentence of a row, as it goes on the sheet.
 * @param {Quoted} row
 * @param {string} question
 * @returns {Slice}
 */
export function sliceOf(row, question) {
  const { article, title, source, date } = row;
  const [start, end, text] = [row.sentence_start, row.sentence_end, row.sentence];
  return { article, start, end, text, title, source, date, question };
}

/**
 * @param {Quoted} row
 * @param {string} question
 */
export function sheetButton(row, question) {
  // Both names stand in the same place, so that nothing beside them moves.
  const names = el(
    "span",
    { class: "either", "aria-hidden": "true" },
    el("span", { class: "undone" }, NAME),
    el("span", { class: "done" }, "On the sheet"),
  );
  const attributes = { type: "button", class: "action", "aria-label": NAME };
  return toggles(el("button", attributes, names), sliceOf(row, question));
}

/**
 * The same as a sign, where there are many of them.
 * @param {Quoted} row
 * @param {string} question
 */
export function sheetIcon(row, question) {
  const attributes = { type: "button", class: "quiet icon", "aria-label": NAME, title: NAME };
  const lines = svg("path", { d: "M4 7h10M4 12h7M4 17h7" });
  const plus = svg("path", { d: "M17.5 12.5v7M14 16h7", class: "undone" });
  const tick = svg("path", { d: "M14 16.5l2.5 2.5 4.5-5.5", class: "done" });
  const drawing = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, lines, plus, tick);
  return toggles(el("button", attributes, drawing), sliceOf(row, question));
}

/**
 * Puts a slice on the sheet; says so, or why it cannot be.
 * @param {Slice} slice
 */
export function put(slice) {
  try {
    store.add(slice);
  } catch (error) {
    tellFull(error);
    return;
  }
  announce("Added to the sheet");
  if (!store.isLasting) {
    notice("sheet", "This browser keeps nothing: the sheet is lost when the page is left.");
  }
}

/**
 * Says that the browser has no room for more.
 * @param {unknown} error
 */
export function tellFull(error) {
  if (!(error instanceof store.Full)) throw error;
  notice(
    "sheet",
    "This browser has no room for more on the sheet. Download it, then remove some quotes.",
  );
}

/**
 * @param {HTMLElement} button
 * @param {Slice} slice
 */
function toggles(button, slice) {
  const key = store.keyOf(slice);
  button.dataset.sheet = key;
  draw(button);
  button.addEventListener("click", () => {
    if (!store.holds(key)) {
      put(slice);
      return;
    }
    store.remove([key]);
    announce("Taken off the sheet");
  });
  return button;
}

/** @param {HTMLElement} button */
function draw(button) {
  button.setAttribute("aria-pressed", String(store.holds(button.dataset.sheet ?? "")));
}

store.onChange(() => {
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = document.querySelectorAll("[data-sheet]");
  for (const button of buttons) draw(button);
});
