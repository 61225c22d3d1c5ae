// Text and its marks.

import { el } from "./dom.js";

/** @import { Row } from "./rows.js" */

/**
 * A part of a text, in UTF-16 units, that is marked; a passage is no mark but is found by its id.
 * @typedef {{ start: number, end: number, kind: string, id?: number }} Range
 */

/**
 * The server counts characters, JavaScript counts UTF-16 units: beyond the basic plane (emoji,
 * rare ideographs) one character is two units. Returns a function from the one to the other.
 * @param {string} text
 * @returns {(offset: number) => number}
 */
export function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) {
    return (offset) => Math.max(0, Math.min(offset, text.length));
  }
  const units = [0];
  for (const character of text) units.push(units[units.length - 1] + character.length);
  return (offset) => units[Math.max(0, Math.min(offset, units.length - 1))];
}

/**
 * @param {string} text
 * @param {number} start in characters
 * @param {number} end
 */
export function slice(text, start, end) {
  const units = unitsOf(text);
  return text.slice(units(start), units(end));
}

/**
 * The part [from, to) of a text as nodes, with the ranges that cross it marked; where two overlap
 * the later one shows. All of them are in UTF-16 units of the whole text.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Range[]} ranges
 */
export function marked(text, from, to, ranges) {
  const near = ranges.filter((range) => range.start < to && range.end > from);
  const edges = [from, to];
  for (const { start, end } of near) edges.push(Math.max(start, from), Math.min(end, to));
  edges.sort((a, b) => a - b);
  const fragment = document.createDocumentFragment();
  for (let i = 1; i < edges.length; i++) {
    const [start, end] = [edges[i - 1], edges[i]];
    if (start === end) continue;
    const covering = near.filter((range) => range.start <= start && range.end >= end);
    /** @type {Node} */
    let node = document.createTextNode(text.slice(start, end));
    const mark = covering.filter((range) => range.kind !== "passage").pop();
    if (mark) node = el("mark", { class: mark.kind }, node);
    const passage = covering.find((range) => range.kind === "passage");
    if (passage) node = el("span", { "data-passage": passage.id }, node);
    fragment.append(node);
  }
  return fragment;
}

/**
 * A sentence of an evidence row or an answer: the answer strong, the question's words pale.
 * @param {Row} row
 */
export function sentence(row) {
  const text = row.sentence;
  const units = unitsOf(text);
  const base = row.sentence_start;
  /** @type {(start: number, end: number, kind: string) => Range} */
  const at = (start, end, kind) => ({ start: units(start - base), end: units(end - base), kind });
  const ranges = (row.marks ?? []).map(([start, end]) => at(start, end, "pale"));
  const whole = row.start === base && row.end === row.sentence_end;
  if (row.start !== null && row.start !== undefined && !whole) ranges.push(at(row.start, row.end, "strong"));
  return marked(text, 0, text.length, ranges);
}
