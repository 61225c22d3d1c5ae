// An article's text as a reader should see it: the server's blocks as headings, paragraphs, lists,
// tables and quotations. Nothing is guessed here.

import { keepVerbatim } from "./copying.js";
import { el } from "./dom.js";
import { runNodes, unitsOf } from "./text.js";

/** @import { Block, Run } from "./endpoints.js" */
/** @import { Range } from "./text.js" */

/** @type {WeakMap<Element, WeakMap<Node, number>>} */
const beginnings = new WeakMap(); // of each text that is drawn

/**
 * Where in the article's text each piece of what `drawText` drew begins, in UTF-16 units.
 * @param {Element} body
 */
export const beginsOf = (body) => beginnings.get(body) ?? new WeakMap();

/** By level; the title is an h2. @type {("h2" | "h3" | "h4" | "h5" | "h6")[]} */
const HEADINGS = ["h2", "h3", "h4", "h5", "h6"];

/**
 * The text's blocks as elements, with ranges of it marked. Where a text has no markup, their text
 * put together is the text, as whatever stands between two blocks is white space.
 * @param {string} text
 * @param {Block[]} blocks
 * @param {Range[]} ranges
 * @returns {HTMLElement}
 */
export function drawText(text, blocks, ranges) {
  const units = unitsOf(text);
  /** @type {WeakMap<Node, number>} */
  const begins = new WeakMap(); // where each piece of text begins
  const body = el("div", { class: "text" });
  const drawn = { text, units, ranges, begins };
  const nodes = (/** @type {Run[]} */ runs) => runNodes(drawn, runs, { links: true });
  const homes = new Homes(body);
  let end = 0;
  for (const block of blocks) {
    const home = homes.of(block);
    home.append(text.slice(units(end), units(block.start)));
    if (block.kind === "rule" || block.kind === "item" || runsOf(block).length) {
      home.append(drawBlock(block, nodes, homes.right));
    }
    end = block.end;
  }
  body.append(text.slice(units(end)));
  keepVerbatim(body, text, begins);
  beginnings.set(body, begins);
  return body;
}

/**
 * @param {Block} block
 * @returns {Run[]}
 */
function runsOf(block) {
  return block.runs ?? [[block.start, block.end]];
}

/**
 * @param {Block} block
 * @param {(runs: Run[]) => Node} nodes
 * @param {number[]} right the columns of its table that end at the right
 * @returns {HTMLElement}
 */
function drawBlock(block, nodes, right) {
  switch (block.kind) {
    case "title":
      return el("h2", { class: "headline", dir: "auto" }, nodes(runsOf(block)));
    case "heading":
      return el(HEADINGS[Math.min(block.level ?? 1, 4)], { dir: "auto" }, nodes(runsOf(block)));
    case "item":
      return el("li", { dir: "auto", value: numberOf(block.ordinal) }, nodes(runsOf(block)));
    case "row":
      return drawRow(block, nodes, right);
    case "code":
      return el("pre", { dir: "auto" }, nodes(runsOf(block)));
    case "rule":
      return el("hr");
    default:
      return el("p", { dir: "auto" }, nodes(runsOf(block)));
  }
}

/**
 * @param {Block} block
 * @param {(runs: Run[]) => Node} nodes
 * @param {number[]} right
 * @returns {HTMLElement}
 */
function drawRow(block, nodes, right) {
  const cells = Array.from({ length: block.columns ?? 0 }, (_, column) => {
    const runs = runsOf(block).filter((run) => (run[3] ?? 0) === column);
    const names = block.header && runs.length > 0;
    const attributes = { dir: "auto", class: right.includes(column) ? "right" : null };
    return names
      ? el("th", { ...attributes, scope: "col" }, nodes(runs))
      : el("td", attributes, nodes(runs));
  });
  return el("tr", {}, cells);
}

// The elements that blocks which belong together stand in: a list, a table, a quotation.
class Homes {
  /** @param {HTMLElement} body */
  constructor(body) {
    this.body = body;
    /** @type {HTMLElement[]} */
    this.lists = []; // those that are open, the outermost first
    /** @type {HTMLElement | null} */
    this.table = null;
    /** @type {number[]} */
    this.right = []; // its columns that end at the right
    /** @type {HTMLElement | null} */
    this.quotation = null;
  }

  /**
   * @param {Block} block
   * @returns {Element}
   */
  of(block) {
    if (block.kind !== "item") this.lists = [];
    if (block.kind !== "row" || block.opens) this.table = null;
    if (block.kind !== "quotation") this.quotation = null;
    if (block.kind === "item") return this.list(block);
    if (block.kind === "row") return this.rows(block);
    if (block.kind !== "quotation") return this.body;
    if (!this.quotation) this.body.append((this.quotation = el("blockquote")));
    return this.quotation;
  }

  /**
   * @param {Block} block
   * @returns {Element}
   */
  list(block) {
    const { level = 0, ordinal = "" } = block;
    const outer = level ? this.lists[level - 1].lastElementChild : null;
    const tag = ordinal ? "ol" : "ul";
    let list = this.lists[level];
    if (list?.localName !== tag) {
      const type = /[a-z]/.test(ordinal) ? "a" : /[A-Z]/.test(ordinal) ? "A" : null;
      list = el(tag, { type });
      (outer ?? this.body).append(list);
    }
    this.lists = [...this.lists.slice(0, level), list];
    return list;
  }

  /**
   * @param {Block} block
   * @returns {Element}
   */
  rows(block) {
    if (!this.table) {
      this.table = el("table");
      this.right = block.right ?? [];
      const around = { class: "scroller", tabindex: "0", role: "region", "aria-label": "Table" };
      this.body.append(el("div", around, this.table));
    }
    const tag = block.header ? "thead" : "tbody";
    const last = this.table.lastElementChild;
    if (last?.localName === tag) return last;
    const rows = el(tag);
    this.table.append(rows);
    return rows;
  }
}

// "3" and "c" are the third.
/** @param {string | undefined} ordinal */
function numberOf(ordinal) {
  if (!ordinal) return null;
  return /^\d+$/.test(ordinal) ? ordinal : String(ordinal.toLowerCase().charCodeAt(0) - 96);
}
