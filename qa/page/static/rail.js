// The rail beside the scroll bar of the open article: where in it answers and passages stand, and
// what is found. A click leads there; the keys n and p do the same, so screen readers pass over it.

import { byId, el } from "./dom.js";
import { boxesOf } from "./drawn_text.js";

/**
 * @import { Range } from "./text.js"
 * @import { Offsets } from "./endpoints.js"
 * @import { Row } from "./rows.js"
 * @import { DrawnText } from "./drawn_text.js"
 */

/**
 * A part of the article's text, in UTF-16 units, as a mark of the rail.
 * @typedef {{ part: Offsets, kind: "answer" | "place" | "passage" }} Hit
 */

const NEAR = 12; // pixels of the rail within which a click means a mark
const scroll = byId("reading-scroll");
const rail = byId("rail");
const state = {
  /** @type {DrawnText | null} */
  drawn: null,
  /** @type {Hit[]} */
  hits: [],
  /** @type {Offsets[]} */
  found: [], // of the drawn text, in order
  at: -1, // which of them is shown
  /** @type {number[] | null} */
  shares: null, // how far down each of them stands, once it is known
};

/**
 * What the rail shows: the passages, and what each of them answers or seems to.
 * @param {Row[]} evidence
 * @param {Range[]} ranges what is marked in the text
 * @param {(offset: number) => number} units
 * @returns {Hit[]}
 */
export function hitsOf(evidence, ranges, units) {
  /** @type {(kind: Hit["kind"], of: string) => Hit[]} */
  const marked = (kind, of) =>
    ranges.filter((each) => each.kind === of).map(({ start, end }) => ({ part: [start, end], kind }));
  /** @type {Hit[]} */
  const stated = evidence.flatMap(({ start, end, guess }) =>
    start === null || end === null
      ? []
      : [{ part: [units(start), units(end)], kind: guess ? "place" : "answer" }],
  );
  if (evidence.some((row) => row.places)) stated.push(...marked("place", "pale")); // of words
  stated.push(...marked("place", "place"), ...marked("answer", "strong"));
  stated.sort((a, b) => Number(a.kind === "answer") - Number(b.kind === "answer"));
  const once = new Map(stated.map((hit) => [String(hit.part), hit])); // an answer over a guess
  return [...marked("passage", "passage"), ...once.values()];
}

/**
 * @param {DrawnText | null} drawn what is open; null if nothing is
 * @param {Hit[]} [hits] later ones lie over those before
 */
export function draw(drawn, hits = []) {
  state.drawn = drawn;
  state.hits = hits;
  state.found = [];
  layOut();
}

/**
 * Shows what is found as well.
 * @param {Offsets[]} found
 * @param {number} at
 */
export function drawFound(found, at) {
  if (found !== state.found) state.shares = null;
  state.found = found;
  state.at = at;
  drawMarks();
}

/** Draws the marks where the text stands now. */
export function layOut() {
  state.shares = null;
  drawMarks();
}

function drawMarks() {
  const { drawn, hits, found, at } = state;
  const whole = scroll.scrollHeight;
  if (!drawn || whole <= scroll.clientHeight) {
    rail.replaceChildren();
    return;
  }
  rail.style.insetInlineEnd = `${scroll.offsetWidth - scroll.clientWidth}px`;
  const origin = scroll.getBoundingClientRect().top - scroll.scrollTop;
  const share = (/** @type {number} */ top) => (top - origin) / whole;
  state.shares ??= drawn.tops(found).map(share);
  const marks = hits.map(({ part, kind }) => hitMark(drawn, part, kind, share));
  const rows = new Map(); // by pixel: what is found in many places of a line is one mark
  const height = rail.clientHeight || 1;
  for (const [i, far] of state.shares.entries()) {
    const row = Math.round(far * height);
    if (i === at || !rows.has(row)) rows.set(row, i === at ? "found current" : "found");
  }
  const ticks = [...rows].map(([row, kind]) => tick(kind, row / height));
  rail.replaceChildren(...marks.filter((each) => each !== null), ...ticks);
}

/**
 * @param {DrawnText} drawn
 * @param {Offsets} part
 * @param {string} kind
 * @param {(top: number) => number} share
 */
function hitMark(drawn, part, kind, share) {
  const range = drawn.shown(part);
  const boxes = range ? boxesOf(range) : [];
  if (!boxes.length) return null;
  const mark = tick(`hit-${kind}`, share(boxes[0].top));
  const length = share(boxes[boxes.length - 1].bottom) - share(boxes[0].top);
  if (kind === "passage") mark.style.height = `${100 * length}%`;
  return mark;
}

/**
 * @param {string} kind
 * @param {number} share how far down
 */
function tick(kind, share) {
  const mark = el("span", { class: kind });
  mark.style.top = `${100 * share}%`;
  return mark;
}

rail.addEventListener("click", (event) => {
  const box = rail.getBoundingClientRect();
  const at = event.clientY - box.top;
  const tops = [...rail.querySelectorAll("span")].map((each) => each.offsetTop);
  const near = tops.toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
  const isNear = near !== undefined && Math.abs(near - at) <= NEAR;
  const share = (isNear ? near : at) / box.height;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  scroll.scrollTo({ top: share * scroll.scrollHeight - scroll.clientHeight / 3, behavior });
});
