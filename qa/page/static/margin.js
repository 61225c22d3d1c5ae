// The passages found in the open article, as bars in its margin.

import { el } from "./dom.js";

/** @import { Offsets } from "./endpoints.js" */
/** @import { Row } from "./rows.js" */

/**
 * The passages of these rows, all of one article; those that overlap are one.
 * @param {Row[]} rows
 * @returns {Offsets[]}
 */
export function passagesOf(rows) {
  /** @type {Offsets[]} */
  const merged = [];
  /** @type {Offsets[]} */
  const spans = rows.map((row) => [row.passage_start, row.passage_end]);
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** What the bars are drawn in, for the text of an article. */
export const margin = () => el("div", { class: "margin", "aria-hidden": "true" });

/**
 * Draws the bars where the passages are.
 * @param {HTMLElement} holder the article's
 */
export function drawBars(holder) {
  const bars = holder.querySelector(".margin");
  if (!bars?.parentElement) return;
  const top = bars.parentElement.getBoundingClientRect().top;
  /** @type {Map<string, HTMLElement[]>} */
  const parts = new Map();
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (holder.querySelectorAll("[data-passage]"))) {
    const id = part.dataset.passage ?? "";
    parts.set(id, [...(parts.get(id) ?? []), part]);
  }
  bars.replaceChildren(
    ...[...parts.values()].flatMap((each) => {
      const first = each[0].getClientRects()[0];
      const last = [...each[each.length - 1].getClientRects()].pop() ?? first;
      if (!first) return [];
      const bar = el("span");
      bar.style.top = `${first.top - top}px`;
      bar.style.height = `${last.bottom - first.top}px`;
      return [bar];
    }),
  );
}
