// An article's text as it is drawn: which of its nodes shows what, and where that stands.

/** @import { Offsets } from "./endpoints.js" */

/** What begins on a line of its own: between two of them stands a line's end. */
const BLOCKS = "p, h2, h3, h4, h5, h6, li, th, td, pre";
const MEASURED = 300; // places that are measured each; of more, their pieces of text

/** The pieces of text that an article is drawn of. Offsets are UTF-16 units. */
export class DrawnText {
  /** @type {Text[]} */
  #pieces = [];

  /** @type {number[]} */
  #at = []; // where each begins in `text`

  /** @type {number[]} */
  #from = []; // where each begins in the article's own text

  /** What is read, without its markup. */
  text = "";

  /**
   * @param {HTMLElement} body
   * @param {WeakMap<Node, number>} begins where in the article's text each piece begins
   */
  constructor(body, begins) {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    const parts = [];
    let [length, last] = [0, /** @type {Element | null | undefined} */ (null)];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const from = begins.get(node);
      if (from === undefined) continue;
      const block = node.parentElement?.closest(BLOCKS);
      if (last && block !== last) length += parts.push("\n") && 1;
      last = block;
      const content = node.textContent ?? "";
      this.#pieces.push(/** @type {Text} */ (node));
      this.#at.push(length);
      this.#from.push(from);
      parts.push(content);
      length += content.length;
    }
    this.text = parts.join("");
  }

  /**
   * What shows a part of `text`.
   * @param {Offsets} part not empty
   */
  range([start, end]) {
    return this.#between(this.#at, start, end);
  }

  /**
   * What shows a part of the article's own text; null where nothing does.
   * @param {Offsets} part not empty
   */
  shown([start, end]) {
    return this.#pieces.length ? this.#between(this.#from, start, end) : null;
  }

  /**
   * How far down each part of `text` begins, from the top of the window: to the pixel where they
   * are few; of many, by how far within its piece each stands.
   * @param {Offsets[]} parts in order
   * @returns {number[]}
   */
  tops(parts) {
    if (parts.length <= MEASURED) return parts.map((part) => boxOf(this.range(part)).top);
    const measure = document.createRange();
    let [known, box] = [-1, new DOMRect()];
    return parts.map(([start]) => {
      const i = lastUpTo(this.#at, start);
      const piece = this.#pieces[i];
      if (i !== known) {
        measure.selectNode(piece);
        [known, box] = [i, measure.getBoundingClientRect()];
      }
      return box.top + (box.height * (start - this.#at[i])) / (piece.length || 1);
    });
  }

  /**
   * @param {number[]} begins
   * @param {number} start
   * @param {number} end
   */
  #between(begins, start, end) {
    const first = lastUpTo(begins, start);
    const last = Math.max(first, lastUpTo(begins, end - 1));
    const [startContainer, endContainer] = [this.#pieces[first], this.#pieces[last]];
    return new StaticRange({
      startContainer,
      startOffset: Math.min(startContainer.length, Math.max(0, start - begins[first])),
      endContainer,
      endOffset: Math.min(endContainer.length, Math.max(0, end - begins[last])),
    });
  }
}

/**
 * Where on the window a range is drawn: its first line.
 * @param {StaticRange} range
 * @returns {DOMRect}
 */
export function boxOf(range) {
  return boxesOf(range)[0] ?? range.startContainer.parentElement?.getBoundingClientRect();
}

/**
 * The same, line by line.
 * @param {StaticRange} range
 * @returns {DOMRect[]}
 */
export function boxesOf(range) {
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return [...live.getClientRects()].filter((box) => box.width > 0);
}

/**
 * The number of the last that is not beyond `value`; at least 0.
 * @param {number[]} sorted
 * @param {number} value
 */
function lastUpTo(sorted, value) {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
