// The table of articles: sorted by any column, filtered by words, drawn a part at a time.

import { href, leads } from "./address.js";
import { byId, el } from "./dom.js";
import { count, day } from "./format.js";

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
};

/**
 * What the table is of from now on.
 * @param {ListedArticle[]} articles
 */
export function setArticles(articles) {
  state.articles = articles;
  draw();
}

/** @param {Column} column */
function sortBy(column) {
  const downFirst = column === "date" || column === "passages";
  state.down = state.column === column ? !state.down : downFirst;
  state.column = column;
  draw();
}

function draw() {
  const rows = state.articles.filter(filterOf(filter.value)).sort(compare);
  for (const cell of head.querySelectorAll("th")) {
    const on = cell.dataset.column === state.column;
    if (on) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
  body.replaceChildren(...rows.slice(0, state.limit).map(tableRow));
  if (!rows.length) {
    const cell = { colspan: COLUMNS.length, class: "muted" };
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

/** @param {ListedArticle} article */
function tableRow({ article, title, source, date, passages }) {
  const target = { view: "articles", article };
  const link = el("a", { href: href(target), dir: "auto" }, title || article);
  const unit = el("span", { class: "unit" }, passages === 1 ? " passage" : " passages");
  return el(
    "tr",
    {},
    el("td", {}, leads(link, target, { opened: true })),
    el("td", { dir: "auto" }, source ?? ""),
    el("td", { class: "date" }, date ? day(date) : ""),
    el("td", { class: "number" }, String(passages), unit),
    el("td", { class: "file" }, el("bdi", {}, article)),
  );
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
  draw();
});

more.addEventListener("click", () => {
  state.limit += STEP * 5;
  draw();
});
