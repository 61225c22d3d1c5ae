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

// The part [from, to) of a text as nodes, with the ranges that cross it marked. A range is
// {start, end, kind} in UTF-16 units of the whole text; where two overlap the later one shows.
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
    let node = document.createTextNode(text.slice(start, end));
    const mark = covering.filter((range) => range.kind !== "passage").pop();
    if (mark) node = el("mark", { class: mark.kind }, node);
    const passage = covering.find((range) => range.kind === "passage");
    if (passage) node = el("span", { "data-passage": passage.id }, node);
    fragment.append(node);
  }
  return fragment;
}

// A sentence of an evidence row or an answer: the answer strong, the question's words pale.
export function sentence(row) {
  const text = row.sentence;
  const units = unitsOf(text);
  const base = row.sentence_start;
  const at = (start, end, kind) => ({ start: units(start - base), end: units(end - base), kind });
  const ranges = (row.marks ?? []).map(([start, end]) => at(start, end, "pale"));
  const whole = row.start === base && row.end === row.sentence_end;
  if (row.start !== null && row.start !== undefined && !whole) ranges.push(at(row.start, row.end, "strong"));
  return marked(text, 0, text.length, ranges);
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
