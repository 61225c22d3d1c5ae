// Finding words in the open article: typed in the bar above it, all of them marked, one after the
// other shown.

import { byId, targetOf } from "./dom.js";
import { boxOf } from "./drawn_text.js";
import { clear, layOut, mark, markCurrent } from "./found_marks.js";
import * as pane from "./pane.js";
import * as rail from "./rail.js";
import { finderOf } from "./typography.js";

/** @import { DrawnText } from "./drawn_text.js" */
/** @import { Offsets } from "./endpoints.js" */

const LONGEST = 100; // characters of a selection that are looked for at once
const bar = byId("find");
const top = byId("reading-top");
const field = byId("find-field", HTMLInputElement);
const count = byId("find-count");
const button = byId("find-button", HTMLButtonElement);
const scroll = byId("reading-scroll");
const steps = [byId("find-back", HTMLButtonElement), byId("find-on", HTMLButtonElement)];
const state = {
  /** @type {DrawnText | null} */
  drawn: null,
  /** @type {HTMLElement | null} */
  body: null,
  /** @type {((words: string) => Offsets[]) | null} */
  finder: null, // of the article that is open, once something is looked for in it
  /** @type {Offsets[]} */
  found: [],
  /** @type {StaticRange[]} */
  ranges: [],
  at: -1, // which of them is shown
  from: 0, // how far down was read when the words were typed
};

/**
 * Another article is open, or the same drawn anew: what is typed is looked for in it.
 * @param {DrawnText | null} drawn
 * @param {HTMLElement | null} body
 */
export function follow(drawn, body) {
  Object.assign(state, { drawn, body, finder: null });
  button.disabled = !drawn;
  if (!drawn && isOpen()) close();
  if (isOpen()) find({ isFollowing: true });
}

const isOpen = () => !bar.hidden;

/** Opens the bar; returns whether there is an article to look in. */
export function open() {
  if (!pane.isOpen() || !state.drawn) return false;
  const selected = getSelection();
  const words = selected && state.body?.contains(selected.anchorNode) ? selected.toString().trim() : "";
  if (words && words.length <= LONGEST) field.value = oneLine(words);
  setOpen(true);
  field.focus();
  field.select();
  find();
  return true;
}

/** Closes the bar; returns whether it was open. */
export function close() {
  if (!isOpen()) return false;
  const isWithin = bar.contains(document.activeElement);
  setOpen(false);
  clear();
  Object.assign(state, { found: [], ranges: [], at: -1 });
  rail.drawFound([], -1);
  if (isWithin) scroll.focus({ preventScroll: true });
  return true;
}

/**
 * Shows the next place or the one before, from the last on to the first; returns whether there is
 * one.
 * @param {1 | -1} by
 */
export function step(by) {
  const { found, at } = state;
  if (!isOpen() || !found.length) return false;
  state.at = (at + by + found.length) % found.length;
  draw();
  revealCurrent();
  return true;
}

/** @param {boolean} isNow */
function setOpen(isNow) {
  bar.hidden = !isNow;
  top.classList.toggle("finding", isNow);
  button.setAttribute("aria-expanded", String(isNow));
  state.from = scroll.scrollTop;
}

/**
 * Looks for what is typed, and shows the first place after what was read; in an article that is
 * drawn anew it is marked alone, for the article was opened at another place.
 * @param {{ isFollowing?: boolean }} [options]
 */
function find({ isFollowing = false } = {}) {
  const { drawn, body } = state;
  if (!drawn || !body) return;
  if (isFollowing) state.from = scroll.scrollTop;
  state.finder ??= finderOf(drawn.text);
  state.found = state.finder(field.value);
  state.ranges = state.found.map((part) => drawn.range(part));
  const line = scroll.getBoundingClientRect().top - scroll.scrollTop + state.from;
  const first = drawn.tops(state.found).findIndex((each) => each >= line);
  state.at = state.found.length ? Math.max(0, first) : -1;
  mark(body, state.ranges, state.at);
  draw();
  if (!isFollowing) revealCurrent();
}

function draw() {
  const { body, found, ranges, at } = state;
  const total = found.length.toLocaleString("en");
  if (!field.value.trim()) count.textContent = "";
  else count.textContent = found.length ? `${(at + 1).toLocaleString("en")} of ${total}` : "Not found";
  for (const each of steps) each.disabled = !found.length;
  if (body) markCurrent(body, ranges, at);
  rail.drawFound(found, at);
}

function revealCurrent() {
  const range = state.ranges[state.at];
  if (range) reveal(range);
}

/**
 * Scrolls to a place, a third down, unless it is in view.
 * @param {StaticRange} range
 */
function reveal(range) {
  const sideways = range.startContainer.parentElement?.closest(".scroller");
  let [box, area] = [boxOf(range), scroll.getBoundingClientRect()];
  if (box.top < area.top + 8 || box.bottom > area.bottom - 8) {
    scroll.scrollTop += box.top - area.top - scroll.clientHeight / 3;
  }
  if (!sideways) return;
  [box, area] = [boxOf(range), sideways.getBoundingClientRect()];
  if (box.left < area.left || box.right > area.right) {
    sideways.scrollLeft += box.left - area.left - sideways.clientWidth / 3;
  }
}

/**
 * What is pasted, as a field of one line can hold it: a word that a line's end divides stays whole.
 * @param {string} text
 */
const oneLine = (text) =>
  text.replace(/([-‐])[ \t]*\r?\n\s*(?=\p{L})/gu, "$1").replace(/\s*[\r\n]\s*/g, " ");

field.addEventListener("input", () => find());
field.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!/[\r\n]/.test(text)) return;
  event.preventDefault();
  field.setRangeText(oneLine(text), field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  find();
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});
steps[0].addEventListener("click", () => step(-1));
steps[1].addEventListener("click", () => step(1));
byId("find-close").addEventListener("click", close);
button.addEventListener("click", open);
byId("reading").addEventListener("keydown", (event) => {
  const isFind = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey);
  // Pressed once more, it is the browser's own.
  if (!isFind || event.altKey || event.shiftKey || targetOf(event) === field) return;
  if (open()) event.preventDefault();
});
new ResizeObserver(() => {
  if (isOpen() && state.body) layOut(state.body, state.ranges, state.at);
}).observe(byId("article"));
