// The table of articles: sorted by any column, filtered by words or what is unknown, drawn a part at
// a time; a row of it may be one of inputs.

import { tableRow } from "./article_row.js";
import { byId, el, targetOf } from "./dom.js";
import { count, day } from "./format.js";
import * as editor from "./row_editor.js";
import { isSelected, keepOf, markAll, onSelected, selectAllBox } from "./selection.js";
import { drawKinds, ofKind } from "./unknown.js";

/** @import { ListedArticle } from "./endpoints.js" */
/** @typedef {"title" | "source" | "date" | "passages" | "article"} Column */

const STEP = 200; // rows drawn at a time
/** @type {{ name: Column, label: string, kind: string }[]} */
const COLUMNS = [
  { name: "title", label: "Title", kind: "" },
  { name: "source", label: "Source", kind: "" },
  { name: "date", label: "Date", kind: "date" },
  { name: "passages", label: "Passages", kind: "number" },
  { name: "article", label: "File", kind: "file" },
];

const head = byId("articles-head");
const body = byId("articles-rows");
const filter = byId("articles-filter", HTMLInputElement);
const more = byId("articles-more");
const state = {
  /** @type {ListedArticle[]} */
  articles: [],
  /** @type {Column} */
  column: "date", // by which they are sorted
  down: true,
  limit: STEP, // rows
  canEdit: false,
  /** @type {Map<string, number>} */
  order: new Map(), // as they were sorted last: what is edited stays where it is
};

/**
 * What the table is of from now on, and whether it may be edited.
 * @param {ListedArticle[]} articles
 * @param {boolean} canEdit
 */
export function setArticles(articles, canEdit) {
  const known = new Set(state.articles.map(({ article }) => article));
  if (articles.some(({ article }) => !known.has(article))) state.order.clear();
  state.articles = articles;
  state.canEdit = canEdit;
  draw();
}

/** @param {Column} column */
function sortBy(column) {
  const downFirst = column === "date" || column === "passages";
  state.down = state.column === column ? !state.down : downFirst;
  state.column = column;
  sort();
}

/** Draws it, all of it in order. */
function sort() {
  state.order.clear();
  draw();
}

function draw() {
  drawKinds(state.articles, sort);
  const rows = ofKind(state.articles).filter(filterOf(filter.value)).sort(inPlace);
  state.order = new Map(rows.map(({ article }, at) => [article, at]));
  if (state.canEdit) keepOf(rows);
  drawHead();
  keepingFocus(() => drawBody(rows));
}

function drawHead() {
  for (const cell of head.querySelectorAll("th")) {
    const on = cell.dataset.column === state.column;
    if (on) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
  if (!state.canEdit) return;
  if (!head.querySelector(".pick")) {
    head.querySelector("th")?.prepend(selectAllBox());
    const words = el("span", { class: "unseen" }, "Edit");
    head.append(el("th", { scope: "col", class: "tools" }, words));
  }
  drawBoxes();
}

/** Whether the boxes are checked; which of them has the focus stays. */
function drawBoxes() {
  for (const row of body.querySelectorAll("tr[data-path]")) {
    const box = row.querySelector(".pick input");
    const path = row.getAttribute("data-path") ?? "";
    if (box instanceof HTMLInputElement) box.checked = isSelected(path);
  }
  const all = head.querySelector(".pick input");
  if (all instanceof HTMLInputElement) markAll(all);
}

/** @param {ListedArticle[]} rows */
function drawBody(rows) {
  const onEdit = state.canEdit ? edit : null;
  body.replaceChildren(
    ...rows
      .slice(0, state.limit)
      .map((article) => editor.editorOf(article.article) ?? tableRow(article, onEdit)),
  );
  if (!rows.length) {
    const cell = { colspan: COLUMNS.length + 1, class: "muted" };
    body.append(el("tr", {}, el("td", cell, "No article matches.")));
  }
  more.hidden = rows.length <= state.limit;
  more.textContent = count(rows.length - state.limit, "more article");
}

/**
 * Whether an article has all of these words, in any letters' case and with or without accents.
 * @param {string} words
 * @returns {(article: ListedArticle) => boolean}
 */
function filterOf(words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return ({ title, source, article, date }) => {
    const text = fold([title, source, article, date, date && day(date)].join(" "));
    return wanted.every((word) => text.includes(word));
  };
}

/**
 * What is not known comes last, whichever way the column is sorted.
 * @param {ListedArticle} a
 * @param {ListedArticle} b
 */
function compare(a, b) {
  const [x, y] = [a[state.column], b[state.column]];
  if (x === y || (!x && !y)) {
    return a.article.localeCompare(b.article, undefined, { numeric: true });
  }
  if (!x && x !== 0) return 1;
  if (!y && y !== 0) return -1;
  const order =
    typeof x === "number" && typeof y === "number"
      ? x - y
      : String(x).localeCompare(String(y), undefined, { numeric: true, sensitivity: "base" });
  return state.down ? -order : order;
}

/**
 * As they were sorted last, where none is new.
 * @param {ListedArticle} a
 * @param {ListedArticle} b
 */
function inPlace(a, b) {
  const [x, y] = [a, b].map(({ article }) => state.order.get(article) ?? Infinity);
  return x === y ? compare(a, b) : x - y;
}

/** @param {ListedArticle} article */
function edit(article) {
  if (editor.isEditing()) return; // one at a time: what is typed is not lost
  const row = rowOf(article.article);
  if (row) editor.edit(article, row, afterEdit);
}

/** @param {string} path of the article that is no longer edited */
function afterEdit(path) {
  draw();
  const row = rowOf(path) ?? body.querySelector("tr");
  /** @type {HTMLElement | null} */ (row?.querySelector(".edit"))?.focus({ preventScroll: true });
}

/** @param {string} path */
const rowOf = (path) => body.querySelector(`tr[data-path="${CSS.escape(path)}"]`);

/**
 * Whatever has the focus, or what then stands in its place, keeps it.
 * @param {() => void} work
 */
function keepingFocus(work) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const row = active?.closest("tr[data-path]");
  const path = row?.getAttribute("data-path");
  work();
  if (!active || document.activeElement === active || !path) return;
  const place = active.localName === "button" ? ".edit" : active.localName;
  const next = active.isConnected ? active : rowOf(path)?.querySelector(place);
  /** @type {HTMLElement | null | undefined} */ (next)?.focus({ preventScroll: true });
}

/** @param {string} text */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const { name, label, kind } of COLUMNS) {
  const button = el("button", { type: "button" }, label);
  button.addEventListener("click", () => sortBy(name));
  head.append(el("th", { scope: "col", class: kind, "data-column": name }, button));
}

filter.addEventListener("input", () => {
  state.limit = STEP;
  sort();
});

more.addEventListener("click", () => {
  state.limit += STEP * 5;
  draw();
});

onSelected(drawBoxes);

body.addEventListener("keydown", (event) => {
  if (event.key !== "F2" || !state.canEdit) return;
  const path = targetOf(event).closest("tr")?.getAttribute("data-path");
  const article = state.articles.find((each) => each.article === path);
  if (article) edit(article);
});
