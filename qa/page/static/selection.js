// Articles that are selected, and the bar in which all of them are given a source or a date at once.

import { byId, el } from "./dom.js";
import * as edits from "./edits.js";
import { count, day } from "./format.js";

/** @import { ListedArticle } from "./endpoints.js" */

const bar = byId("selection");
const words = byId("selection-count");
const source = byId("selection-source", HTMLInputElement);
const date = byId("selection-date", HTMLInputElement);
/** @type {Set<string>} */
const selected = new Set(); // their paths
/** @type {ListedArticle[]} */
let shown = []; // those that the table's filters leave, in its order
let last = ""; // the one that was selected last
let onChange = () => {};

/**
 * Who draws the boxes is told when others are selected.
 * @param {() => void} listener
 */
export function onSelected(listener) {
  onChange = listener;
}

/** @param {string} path */
export const isSelected = (path) => selected.has(path);

/**
 * Only what the table shows stays selected.
 * @param {ListedArticle[]} articles
 */
export function keepOf(articles) {
  shown = articles;
  const paths = new Set(articles.map(({ article }) => article));
  for (const path of selected) if (!paths.has(path)) selected.delete(path);
  draw();
}

/**
 * A box that selects an article; with Shift, all between it and the last one as well.
 * @param {ListedArticle} article
 * @param {string} name
 */
export function selectBox({ article }, name) {
  const box = el("input", { type: "checkbox", "aria-label": `Select ${name}` });
  box.checked = selected.has(article);
  box.addEventListener("click", (event) => {
    for (const path of event.shiftKey ? between(last, article) : [article]) mark(path, box.checked);
    last = article;
    changed();
  });
  return el("label", { class: "pick" }, box);
}

/** A box that selects all that is shown, or none. */
export function selectAllBox() {
  const box = el("input", { type: "checkbox", "aria-label": "Select all that are shown" });
  box.addEventListener("click", () => {
    for (const { article } of shown) mark(article, box.checked);
    changed();
  });
  return el("label", { class: "pick", id: "select-all" }, box);
}

/**
 * Shows on that box whether all are selected, or some.
 * @param {HTMLInputElement} box
 */
export function markAll(box) {
  Object.assign(box, {
    checked: shown.length > 0 && selected.size === shown.length,
    indeterminate: selected.size > 0 && selected.size < shown.length,
  });
}

/**
 * @param {string} path
 * @param {boolean} on
 */
function mark(path, on) {
  if (on) selected.add(path);
  else selected.delete(path);
}

/**
 * The paths from one to the other, as the table shows them.
 * @param {string} from
 * @param {string} to
 */
function between(from, to) {
  const paths = shown.map(({ article }) => article);
  const [first, end] = [paths.indexOf(from), paths.indexOf(to)].toSorted((a, b) => a - b);
  return first < 0 ? [to] : paths.slice(first, end + 1);
}

function changed() {
  draw();
  onChange();
}

function draw() {
  bar.hidden = selected.size === 0;
  document.body.classList.toggle("selecting", !bar.hidden);
  words.textContent = `${selected.size.toLocaleString("en")} selected`;
}

function clear() {
  selected.clear();
  source.value = date.value = "";
  changed();
  /** @type {HTMLElement | null} */ (document.querySelector("#select-all input"))?.focus();
}

/**
 * Gives all that are selected a value.
 * @param {"source" | "date"} name
 * @param {string} value
 */
async function give(name, value) {
  if (!value) return;
  const changes = [...selected].map((article) => ({ article, set: { [name]: value }, undo: [] }));
  const shownAs = name === "date" ? day(value) : value;
  const what = `${edits.NAMES[name]} of ${count(changes.length, "article")} set to ${shownAs}.`;
  if (await edits.correct(changes, what)) clear();
}

byId("selection-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  const value = source.value.trim();
  if (document.activeElement === date || (!value && date.value)) give("date", date.value);
  else give("source", value);
});
byId("selection-set-source").addEventListener("click", () => give("source", source.value.trim()));
byId("selection-set-date").addEventListener("click", () => give("date", date.value));
byId("selection-remove").addEventListener("click", async () => {
  if (await edits.remove([...selected])) clear();
});
byId("selection-clear").addEventListener("click", clear);
bar.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  clear();
});
