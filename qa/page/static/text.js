// Text and its marks.

import { el } from "./dom.js";

/** @import { Offsets, Run } from "./endpoints.js" */
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
 * A text that is being drawn: `units` turns the server's offsets into units of it, `ranges` of it
 * are marked, and `begins` is told where each piece of it begins.
 * @typedef {object} Drawn
 * @property {string} text
 * @property {(offset: number) => number} units
 * @property {Range[]} ranges
 * @property {WeakMap<Node, number>} [begins]
 */

/**
 * The part [from, to) of a text as nodes, in UTF-16 units, with the ranges that cross it marked;
 * where two overlap the later one shows.
 * @param {Drawn} drawn
 * @param {number} from
 * @param {number} to
 * @returns {DocumentFragment}
 */
function marked({ text, ranges, begins }, from, to) {
  const near = ranges.filter((range) => range.start < to && range.end > from);
  const edges = [from, to];
  for (const { start, end } of near) edges.push(Math.max(start, from), Math.min(end, to));
  edges.sort((a, b) => a - b);
  const fragment = document.createDocumentFragment();
  for (let i = 1; i < edges.length; i++) {
    const [start, end] = [edges[i - 1], edges[i]];
    if (start === end) continue;
    const covering = near.filter((range) => range.start <= start && range.end >= end);
    // A page break, or another line end that browsers do not know, is a space as any line end.
    const content = text.slice(start, end).replace(/[\v\f\x85\u2028\u2029]/g, "\n");
    /** @type {Node} */
    let node = document.createTextNode(content);
    begins?.set(node, start);
    const mark = covering.filter((range) => range.kind !== "passage").pop();
    if (mark) node = el("mark", { class: mark.kind }, node);
    const passage = covering.find((range) => range.kind === "passage");
    if (passage) node = el("span", { "data-passage": passage.id }, node);
    fragment.append(node);
  }
  return fragment;
}

/** @type {Record<string, "strong" | "em" | "del" | "code">} */
const STYLES = { strong: "strong", emphasis: "em", deleted: "del", code: "code" };

/**
 * Runs of a text as nodes; between the cells of a row that is not drawn as one stands a dot.
 * @param {Drawn} drawn
 * @param {Run[]} runs
 * @param {{ links?: boolean, dots?: boolean }} [options]
 * @returns {DocumentFragment}
 */
export function runNodes(drawn, runs, { links, dots } = {}) {
  const fragment = document.createDocumentFragment();
  let last = 0;
  for (const [i, [start, end, style = "", cell = 0, address = ""]] of runs.entries()) {
    if (dots && i && cell !== last) fragment.append(el("span", { class: "dot" }, " · "));
    last = cell;
    /** @type {Node} */
    let node = marked(drawn, drawn.units(start), drawn.units(end));
    for (const name of style.split(" ")) if (STYLES[name]) node = el(STYLES[name], {}, node);
    if (links && address) {
      node = el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, node);
    }
    fragment.append(node);
  }
  return fragment;
}

/**
 * A sentence of an evidence row or an answer: the answer strong, a guess underlined, the question's
 * words pale.
 * @param {Row} row
 * @param {WeakMap<Node, number>} [begins] is told where in it each piece begins
 */
export function sentence(row, begins) {
  const base = row.sentence_start;
  const units = unitsIn(row);
  /** @type {(start: number, end: number, kind: string) => Range} */
  const at = (start, end, kind) => ({ start: units(start), end: units(end), kind });
  const ranges = (row.marks ?? []).map(([start, end]) => at(start, end, "pale"));
  const { start, end } = row;
  const whole = start === base && end === row.sentence_end;
  if (start !== null && end !== null && !whole) {
    ranges.push(at(start, end, row.guess ? "place" : "strong"));
  }
  return runNodes({ text: row.sentence, units, ranges, begins }, row.runs, { dots: true });
}

/**
 * Some words of a row by themselves: what is struck out stays so, other styles are its sentence's.
 * @param {Row} row
 * @param {Offsets} span
 */
export function words(row, [from, to]) {
  /** @type {Run[]} */
  const runs = row.runs
    .filter(([start, end]) => start < to && end > from)
    .map(([start, end, style = "", cell = 0]) => [
      Math.max(start, from),
      Math.min(end, to),
      /deleted/.exec(style)?.[0] ?? "",
      cell,
    ]);
  return runNodes({ text: row.sentence, units: unitsIn(row), ranges: [] }, runs, { dots: true });
}

/**
 * From characters of the article to UTF-16 units of a row's sentence.
 * @param {Row} row
 * @returns {(offset: number) => number}
 */
function unitsIn(row) {
  const units = unitsOf(row.sentence);
  return (offset) => units(offset - row.sentence_start);
}
