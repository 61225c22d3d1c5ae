// Text and its marks. Data becomes text nodes only, never markup.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

// The server counts characters, JavaScript counts UTF-16 units: beyond the basic plane (emoji,
// rare ideographs) one character is two units. Returns a function from the one to the other.
export function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) {
    return (offset) => Math.max(0, Math.min(offset, text.length));
  }
  const units = [0];
  for (const character of text) units.push(units[units.length - 1] + character.length);
  return (offset) => units[Math.max(0, Math.min(offset, units.length - 1))];
}

export function slice(text, start, end) {
  const units = unitsOf(text);
  return text.slice(units(start), units(end));
}

/**
 * What of a text is to be seen, as the server says it: start, end, style, cell, address.
 * @typedef {[start: number, end: number, style?: string, cell?: number, address?: string]} Run
 * @typedef {object} MarkRange a part of a text to be marked, in UTF-16 units
 * @property {number} start
 * @property {number} end
 * @property {string} kind
 * @property {number} [id]
 */

// The part [from, to) of a text as nodes, with the ranges that cross it marked; where two overlap
// the later one shows. `places` is told where each piece of text begins.
/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {MarkRange[]} ranges
 * @param {WeakMap<Node, number>} [places]
 * @returns {DocumentFragment}
 */
export function marked(text, from, to, ranges, places) {
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
    places?.set(node, start);
    const mark = covering.filter((range) => range.kind !== "passage").pop();
    if (mark) node = el("mark", { class: mark.kind }, node);
    const passage = covering.find((range) => range.kind === "passage");
    if (passage) node = el("span", { "data-passage": passage.id }, node);
    fragment.append(node);
  }
  return fragment;
}

/** @type {Record<string, string>} */
const STYLES = { strong: "strong", emphasis: "em", deleted: "del", code: "code" };

/**
 * Runs of a text as nodes; between the cells of a row that is not drawn as one stands a dot.
 * @param {string} text
 * @param {Run[]} runs
 * @param {(offset: number) => number} units
 * @param {MarkRange[]} ranges
 * @param {{links?: boolean, dots?: boolean, places?: WeakMap<Node, number>}} [options]
 * @returns {DocumentFragment}
 */
export function runNodes(text, runs, units, ranges, { links, dots, places } = {}) {
  const fragment = document.createDocumentFragment();
  let last = 0;
  for (const [i, [start, end, style = "", cell = 0, address = ""]] of runs.entries()) {
    if (dots && i && cell !== last) fragment.append(el("span", { class: "dot" }, " · "));
    last = cell;
    /** @type {Node} */
    let node = marked(text, units(start), units(end), ranges, places);
    for (const name of style.split(" ")) if (STYLES[name]) node = el(STYLES[name], {}, node);
    if (links && address) {
      node = el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, node);
    }
    fragment.append(node);
  }
  return fragment;
}

// A sentence of an evidence row or an answer: the answer strong, the question's words pale.
export function sentence(row) {
  const text = row.sentence;
  const inText = unitsOf(text);
  const base = row.sentence_start;
  const units = (offset) => inText(offset - base);
  const at = (start, end, kind) => ({ start: units(start), end: units(end), kind });
  const ranges = (row.marks ?? []).map(([start, end]) => at(start, end, "pale"));
  const whole = row.start === base && row.end === row.sentence_end;
  if (row.start !== null && row.start !== undefined && !whole) ranges.push(at(row.start, row.end, "strong"));
  return runNodes(text, row.runs, units, ranges, { dots: true });
}

// An answer by itself, large: what is struck out stays so, other styles are its sentence's.
export function answer(row) {
  const runs = row.runs
    .filter(([start, end]) => start < row.end && end > row.start)
    .map(([start, end, style = "", cell = 0]) => [
      Math.max(start, row.start),
      Math.min(end, row.end),
      /deleted/.exec(style)?.[0] ?? "",
      cell,
    ]);
  return sentence({ ...row, runs, marks: [], start: null });
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// "31 Oct 2023"; what is no date stays as it is.
export function day(iso) {
  if (!/^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(iso)) return iso;
  const [year, month, date] = iso.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

// Nothing is certain: what rounds to 100 % is shown as 99 %.
export function percent(share) {
  return `${Math.min(99, Math.round(100 * share))}%`;
}

export function titleOf(row) {
  return row.title || row.article.split("/").pop();
}

// "China Daily · 31 Oct 2023", of what is known.
export function origin(row) {
  const parts = [];
  if (row.source) parts.push(el("span", { dir: "auto" }, row.source));
  if (row.date) parts.push(el("time", { datetime: row.date }, day(row.date)));
  return parts.flatMap((part, i) => (i ? [" · ", part] : [part]));
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https, a page that is not on this machine has no clipboard of its own.
    const box = el("textarea", { class: "unseen" });
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
}
