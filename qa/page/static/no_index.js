// Where there is no index to ask: there are no articles yet, or the index of those there are is
// missing, and is made again from here.

import { explain } from "./api.js";
import { el } from "./dom.js";
import * as server from "./endpoints.js";
import { lookNow } from "./status.js";

/** @import { Status } from "./endpoints.js" */

/** What this is, for a first visit. */
export const WHAT = "Answers are your articles’ own words; nothing is generated.";

const state = {
  /** @type {Status | null} */
  status: null, // the server's, as last seen
  asked: false, // whether this page has a build asked for
  problem: "", // why it came to nothing
};

/** Whether a part of the page says so now. */
export const isSaid = () =>
  [...document.querySelectorAll(".no-index")].some((each) => each.getClientRects().length > 0);

/**
 * What is said of there being none, kept true while it is on the page.
 * @param {Status} status
 */
export function noIndex(status) {
  state.status = status;
  const { building, missing, read_only: readOnly } = status;
  const block = el("section", { class: "no-index", "aria-label": "No index" });
  if (building || state.asked) block.append(...indexing(status));
  else if (missing) block.append(...missingIndex(status, missing));
  else block.append(...noArticles(status));
  if (state.problem) block.append(el("p", { class: "problem", role: "alert" }, state.problem));
  if (missing && !building && !state.asked && !readOnly) {
    const button = el("button", { type: "button", class: "button" }, wordsOf(missing));
    button.addEventListener("click", make);
    block.append(el("p", {}, button));
  }
  return block;
}

/**
 * Takes in what the server says now.
 * @param {Status} status
 */
export function setStatus(status) {
  const before = state.status;
  state.status = status;
  if (!status.missing) state.asked = false;
  if (status.articles) return; // something else is drawn in its place
  const isSame = before?.missing === status.missing && !before.building === !status.building;
  if (!isSame) redraw();
  else if (status.building) drawProgress(status);
}

/** Has the index made from the files that are there. */
export async function make() {
  state.asked = true;
  state.problem = "";
  redraw();
  lookNow();
  try {
    await server.reindex(() => {});
  } catch (error) {
    state.problem = explain(error, "Gleaner has stopped.");
    state.asked = false;
    redraw();
  }
  lookNow();
}

/**
 * @param {"never" | "gone"} missing
 */
export const wordsOf = (missing) => (missing === "gone" ? "Make it again" : "Index them");

function redraw() {
  const { status } = state;
  if (!status) return;
  for (const old of document.querySelectorAll(".no-index")) {
    const hadFocus = old.contains(document.activeElement);
    const block = noIndex(status);
    old.replaceWith(block);
    if (!hadFocus) continue;
    const heading = block.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
}

/** @param {Status} status */
function drawProgress({ building }) {
  for (const block of document.querySelectorAll(".no-index")) {
    const bar = block.querySelector("progress");
    const text = block.querySelector(".what");
    if (bar && building) bar.value = building.share;
    if (text && building) text.textContent = building.what;
  }
}

/** @param {Status} status */
function indexing({ building }) {
  const bar = el("progress", { "aria-label": "Indexing", max: 1, value: building?.share ?? 0 });
  return [
    el("h2", {}, "Indexing the articles"),
    el("p", { class: "muted" }, "Questions can be asked as soon as this is done."),
    el("div", { class: "progress-line" }, bar, el("p", { class: "what" }, building?.what ?? "")),
  ];
}

/**
 * @param {Status} status
 * @param {"never" | "gone"} missing
 */
function missingIndex({ corpus, read_only: readOnly }, missing) {
  const folder = el("code", {}, corpus);
  const heading = missing === "gone" ? "The index is missing" : "The articles are not indexed yet";
  const what =
    missing === "gone"
      ? ["The articles are still in ", folder, "; what finds answers in them is gone."]
      : ["There are articles in ", folder, ", and no index of them."];
  const who = readOnly ? " Whoever started this page can see to it." : "";
  return [el("h2", {}, heading), el("p", { class: "muted" }, ...what, who)];
}

/** @param {Status} status */
function noArticles({ read_only: readOnly, corpus }) {
  const how = [
    readOnly ? "Put files into " : "Add them here, or put files into ",
    el("code", {}, corpus),
    " and reindex.",
  ];
  const link = { class: "button", href: "/?view=articles", "data-view": "articles" };
  return [
    el("h2", {}, "No articles yet"),
    el("p", {}, WHAT),
    el("p", { class: "muted" }, how),
    readOnly ? null : el("p", {}, el("a", link, "Add articles")),
  ].filter((each) => each !== null);
}
