// What is found in the open article, marked without touching it: by the browser's own highlights;
// where it has none, by boxes laid over the text.

import { el } from "./dom.js";
import { boxesOf } from "./drawn_text.js";

const [ALL, CURRENT] = ["found", "found-current"]; // as find.css names them
const BOXED = 300; // places that boxes are laid over
const highlights = typeof Highlight === "function" ? CSS.highlights : undefined;

/**
 * Marks places, and one of them as the one that is shown.
 * @param {HTMLElement} body the text of the article
 * @param {StaticRange[]} ranges
 * @param {number} at which of them is shown; -1 if none is
 */
export function mark(body, ranges, at) {
  if (!highlights) {
    drawBoxes(body, ranges, at);
    return;
  }
  const all = new Highlight();
  for (const range of ranges) all.add(range);
  highlights.set(ALL, all);
  markCurrent(body, ranges, at);
}

/**
 * Marks another of the same places as the one that is shown.
 * @param {HTMLElement} body
 * @param {StaticRange[]} ranges
 * @param {number} at
 */
export function markCurrent(body, ranges, at) {
  if (!highlights) {
    drawBoxes(body, ranges, at);
    return;
  }
  const current = ranges[at] ? new Highlight(ranges[at]) : new Highlight();
  current.priority = 1;
  highlights.set(CURRENT, current);
}

/** Takes all marks away. */
export function clear() {
  highlights?.delete(ALL);
  highlights?.delete(CURRENT);
  document.querySelector(".found-boxes")?.remove();
}

/**
 * Draws the boxes again where the text has been laid out anew.
 * @param {HTMLElement} body
 * @param {StaticRange[]} ranges
 * @param {number} at
 */
export function layOut(body, ranges, at) {
  if (!highlights) drawBoxes(body, ranges, at);
}

/**
 * @param {HTMLElement} body
 * @param {StaticRange[]} ranges
 * @param {number} at
 */
function drawBoxes(body, ranges, at) {
  const old = body.querySelector(".found-boxes");
  const origin = body.getBoundingClientRect();
  const first = Math.max(0, Math.min(at - BOXED / 2, ranges.length - BOXED));
  const boxes = ranges.slice(first, first + BOXED).flatMap((range, i) =>
    boxesOf(range).map((box) => {
      const drawn = el("span", { class: first + i === at ? "current" : null });
      drawn.style.left = `${box.left - origin.left}px`;
      drawn.style.top = `${box.top - origin.top}px`;
      drawn.style.width = `${box.width}px`;
      drawn.style.height = `${box.height}px`;
      return drawn;
    }),
  );
  const layer = el("div", { class: "found-boxes", "aria-hidden": "true" }, boxes);
  if (old) old.replaceWith(layer);
  else body.append(layer);
}
