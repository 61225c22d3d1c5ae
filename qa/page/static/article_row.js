// An article as a row of the table: what is known of it, what is not, what its file says instead.

import { href, leads } from "./address.js";
import { el, svg } from "./dom.js";
import * as edits from "./edits.js";
import { day, titleOf } from "./format.js";
import { selectBox } from "./selection.js";

/** @import { ListedArticle } from "./endpoints.js" */

const PENCIL = "M4 20h4L19 9l-4-4L4 16zM13 7l4 4";

/**
 * @param {ListedArticle} article
 * @param {((article: ListedArticle) => void) | null} onEdit where it may be edited
 */
export function tableRow(article, onEdit) {
  const { article: path, title, source, date, passages } = article;
  const target = { view: "articles", article: path };
  const link = leads(el("a", { href: href(target), dir: "auto" }, title || path), target, {
    opened: true,
  });
  const unit = el("span", { class: "unit" }, passages === 1 ? " passage" : " passages");
  const says = (/** @type {string} */ name) => stated(article, name, onEdit !== null);
  return el(
    "tr",
    { "data-path": path },
    el(
      "td",
      {},
      el("div", { class: "named" }, onEdit && selectBox(article, titleOf(article)), link),
      says("title"),
    ),
    el("td", { dir: "auto" }, source ?? unknown("No source"), says("source")),
    el("td", { class: "date" }, date ? day(date) : unknown("No date"), says("date")),
    el("td", { class: "number" }, String(passages), unit),
    el("td", { class: "file" }, el("bdi", {}, path)),
    onEdit && el("td", { class: "tools" }, editButton(article, onEdit)),
  );
}

/** @param {string} words */
const unknown = (words) => el("span", { class: "unknown" }, words);

/**
 * What the file says of a fact that was corrected, and a button for its word to count again.
 * @param {ListedArticle} article
 * @param {string} name
 * @param {boolean} canEdit
 */
function stated(article, name, canEdit) {
  const value = article.corrected[name];
  if (value === undefined) return null;
  const says = value === null ? "nothing" : name === "date" ? day(value) : value;
  const words = el("span", { dir: "auto" }, `File says ${says}`);
  if (!canEdit) return el("span", { class: "stated" }, words);
  const button = el("button", { type: "button", class: "action" }, "Undo");
  button.setAttribute("aria-label", `Undo the ${name} of ${titleOf(article)}`);
  button.addEventListener("click", () => {
    const change = { article: article.article, set: {}, undo: [name] };
    edits.correct([change], `${edits.NAMES[name]} is what the file says.`);
  });
  return el("span", { class: "stated" }, words, " ", button);
}

/**
 * @param {ListedArticle} article
 * @param {(article: ListedArticle) => void} onEdit
 */
function editButton(article, onEdit) {
  const name = `Edit ${titleOf(article)}`;
  const drawing = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: PENCIL }));
  const attributes = { type: "button", class: "quiet icon edit", "aria-label": name, title: "Edit (F2)" };
  const button = el("button", attributes, drawing);
  button.addEventListener("click", () => onEdit(article));
  return button;
}
