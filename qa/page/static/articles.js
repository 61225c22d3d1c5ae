// The Articles view: what is indexed, what was skipped and why.

import * as adding from "./adding.js";
import * as table from "./article_table.js";
import { byId, el } from "./dom.js";
import { onEdited } from "./edits.js";
import * as server from "./endpoints.js";
import { count } from "./format.js";
import { drawRemoved } from "./removed.js";

/** @import { ListedArticle, Skipped, Status } from "./endpoints.js" */

const state = {
  /** @type {Status | null} */
  status: null, // the server's, as last seen
  /** @type {string | null} */
  listed: null, // the state of the index that is listed
  coming: Promise.resolve(), // until that is drawn
};

/**
 * Takes in what the index holds now; `render` draws it.
 * @param {Status} status
 */
export function setStatus(status) {
  state.status = status;
}

/** Draws it, asking for the articles where they are not those that are listed. */
export async function render() {
  const { status } = state;
  if (!status) return;
  adding.draw(status);
  const problem = byId("articles-problem");
  const said = status.problem || (status.missing && !status.building ? missing(status) : "");
  problem.hidden = !said;
  if (problem.textContent !== said) problem.textContent = said;
  // A build that changes no article can still skip other files than the one before.
  const now = JSON.stringify([status.index_version, status.skipped, status.last_build]);
  if (state.listed !== now) {
    state.listed = now;
    state.coming = list(status);
  }
  await state.coming;
}

/** @param {Status} status */
async function list(status) {
  let found;
  try {
    found = await server.articles();
  } catch {
    state.listed = null; // asked for again with the next status
    return;
  }
  draw(found, status);
  if (!status.read_only) drawRemoved();
}

/**
 * @param {{ articles: ListedArticle[], skipped: Skipped[] }} found
 * @param {Status} status
 */
function draw({ articles, skipped }, status) {
  const passages = articles.reduce((sum, each) => sum + each.passages, 0);
  const amount = `${count(articles.length, "article")}, ${count(passages, "passage")}`;
  byId("articles-count").textContent = amount;
  byId("articles-listed").hidden = articles.length === 0;
  byId("sources").replaceChildren(...status.sources.map((value) => el("option", { value })));
  table.setArticles(articles, !status.read_only);
  byId("skipped").replaceChildren(...skippedList(skipped));
}

/** @param {Status} status */
function missing({ missing: how, corpus, read_only: readOnly }) {
  const what = how === "gone" ? "The index is missing." : "The articles are not indexed yet.";
  return readOnly ? what : `${what} Reindex makes it from the files in ${corpus}.`;
}

/** @param {Skipped[]} skipped */
function skippedList(skipped) {
  if (!skipped.length) return [];
  /** @param {Skipped} file */
  const row = ({ path, reason }) =>
    el("div", {}, el("dt", { dir: "auto" }, path), el("dd", { dir: "auto" }, reason));
  return [
    el("h3", {}, "Skipped ", el("span", { class: "muted figure" }, String(skipped.length))),
    el("dl", { class: "skipped" }, skipped.map(row)),
  ];
}

onEdited(async () => {
  setStatus(await server.status());
  await render();
});
