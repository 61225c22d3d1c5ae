// Steps through the spans of the open article that bear on the question.

import { go, here } from "./address.js";
import { byId } from "./dom.js";
import { keyOf, spansOf } from "./rows.js";

/** @import { PartialAddress } from "./address.js" */
/** @import { Row, Span } from "./rows.js" */

const block = byId("steps");
const words = byId("steps-text");
const back = byId("step-back", HTMLButtonElement);
const on = byId("step-on", HTMLButtonElement);
const state = {
  /** @type {Span[]} */
  spans: [], // in the order of the text
  at: -1, // which of them is shown; -1 if none is
};

/**
 * Shows which of the spans of these rows, all of one article, the address is at.
 * @param {PartialAddress} address
 * @param {Row[]} rows
 */
export function draw(address, rows) {
  const { start, end } = address;
  const distinct = new Map(rows.flatMap(spansOf).map((span) => [keyOf(span), span]));
  state.spans = [...distinct.values()].sort((a, b) => a.start - b.start);
  state.at = state.spans.findIndex((each) => each.start === start && each.end === end);
  const { spans, at } = state;
  block.hidden = spans.length < 2;
  words.textContent = at < 0 ? `${spans.length} places` : `${at + 1} of ${spans.length}`;
  back.disabled = at === 0;
  on.disabled = at === spans.length - 1;
}

export function hide() {
  block.hidden = true;
}

/**
 * Opens the next place, or the one before; returns whether there is one.
 * @param {1 | -1} by
 */
export function step(by) {
  const next = block.hidden ? null : state.spans[state.at + by];
  if (next) go({ ...here(), ...next }, { replace: Boolean(here().article), opened: true });
  return Boolean(next);
}

back.addEventListener("click", () => step(-1));
on.addEventListener("click", () => step(1));
