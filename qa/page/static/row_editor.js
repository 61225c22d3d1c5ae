// An article's title, source and date, edited in its row: Enter keeps them, Escape leaves them.

import { byId, el } from "./dom.js";
import * as edits from "./edits.js";
import { titleOf } from "./format.js";

/** @import { Change, ListedArticle } from "./endpoints.js" */
/** @typedef {"title" | "source" | "date"} Name */

/** @type {Name[]} */
const NAMES = ["title", "source", "date"];
const form = byId("edit-form", HTMLFormElement); // the inputs' own: a row of a table holds none
const state = {
  /** @type {ListedArticle | null} */
  article: null, // the one that is edited
  /** @type {HTMLTableRowElement | null} */
  row: null,
  /** @type {(path: string) => void} */
  onEnd: () => {},
};
/** @type {Record<string, HTMLInputElement>} */
let inputs = {};

/** @param {string} path */
export const editorOf = (path) => (state.article?.article === path ? state.row : null);

/** Whether a row is being edited. */
export const isEditing = () => Boolean(state.row?.isConnected);

/**
 * Put a row of inputs in the place of an article's; what is typed next is the title.
 * @param {ListedArticle} article
 * @param {Element} shown its row
 * @param {(path: string) => void} onEnd called with its path when it is no longer edited
 */
export function edit(article, shown, onEnd) {
  const input = (/** @type {Name} */ name) => {
    const attributes = {
      type: name === "date" ? "date" : "text",
      form: form.id,
      "aria-label": edits.NAMES[name],
      placeholder: name === "date" ? null : edits.NAMES[name],
      list: name === "source" ? "sources" : null,
      maxlength: name === "date" ? null : 1000,
      min: name === "date" ? "1600-01-01" : null,
      max: name === "date" ? "2099-12-31" : null,
      dir: name === "date" ? null : "auto",
      autocomplete: "off",
    };
    const field = el("input", attributes);
    field.value = article[name] ?? "";
    return field;
  };
  inputs = Object.fromEntries(NAMES.map((name) => [name, input(name)]));
  const row = el(
    "tr",
    { class: "editing", "data-path": article.article },
    el("td", {}, inputs.title),
    el("td", {}, inputs.source),
    el("td", { class: "date" }, inputs.date),
    el("td", { class: "number" }, String(article.passages)),
    el("td", { class: "file" }, el("bdi", {}, article.article), ending(article)),
    el("td", { class: "tools" }),
  );
  row.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
  });
  Object.assign(state, { article, row, onEnd });
  shown.replaceWith(row);
  inputs.title.focus();
}

/** @param {ListedArticle} article */
function ending(article) {
  const keep = el("button", { type: "submit", class: "button", form: form.id }, "Save");
  const leave = el("button", { type: "button", class: "quiet" }, "Cancel");
  keep.setAttribute("aria-label", `Save ${titleOf(article)}`);
  leave.addEventListener("click", end);
  return el("div", { class: "ending" }, keep, leave, removing(article));
}

/** @param {ListedArticle} article */
function removing({ article, part_of: partOf }) {
  if (partOf) {
    const why = `A part of ${partOf}: it can be taken out in that file alone.`;
    return el("span", { class: "fine", dir: "auto" }, why);
  }
  const button = el("button", { type: "button", class: "quiet" }, "Remove article");
  button.addEventListener("click", async () => {
    setBusy(true);
    if (await edits.remove([article])) end();
    else setBusy(false);
  });
  return button;
}

/** @param {boolean} busy */
function setBusy(busy) {
  const controls = state.row?.querySelectorAll("input, button") ?? [];
  for (const each of controls) {
    /** @type {HTMLInputElement | HTMLButtonElement} */ (each).disabled = busy;
  }
  state.row?.setAttribute("aria-busy", String(busy));
}

/**
 * What was typed, as a change; where it is what the file says, that is left to the file again.
 * @param {ListedArticle} article
 * @returns {Change}
 */
function changeOf(article) {
  /** @type {Change} */
  const change = { article: article.article, set: {}, undo: [] };
  for (const name of NAMES) {
    const typed = inputs[name].value.trim() || null;
    if (typed === article[name]) continue;
    const stated = article.corrected[name];
    if (stated !== undefined && typed === stated) change.undo.push(name);
    else change.set[name] = typed;
  }
  return change;
}

async function save() {
  const { article } = state;
  if (!article) return;
  const change = changeOf(article);
  const names = [...Object.keys(change.set), ...change.undo];
  if (!names.length) {
    end();
    return;
  }
  const what = names.map((name, i) => (i ? edits.NAMES[name].toLowerCase() : edits.NAMES[name]));
  setBusy(true);
  if (await edits.correct([change], `${what.join(" and ")} corrected.`)) end();
  else setBusy(false);
}

function end() {
  const { article, onEnd } = state;
  Object.assign(state, { article: null, row: null });
  if (article) onEnd(article.article);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
