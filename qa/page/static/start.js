// The Ask view before the first question: what is indexed, and examples of what to ask.

import { byId, el } from "./dom.js";
import * as server from "./endpoints.js";
import { count, dates } from "./format.js";
import { noIndex, WHAT } from "./no_index.js";
import { askLink } from "./question.js";
import { watchedList } from "./watched_list.js";
import * as watching from "./watching.js";

/** @import { Example, Status } from "./endpoints.js" */

/** What an example shows, by its kind. */
const KINDS = {
  figure: "A figure",
  disagreement: "Articles differ",
  name: "A name",
  date: "A date",
  article: "An article",
};
const area = byId("start");
/** @type {number | null} */
let examplesOf = null; // the version of the index that the examples are of
let timer = 0; // until answers that are not known yet are looked for again
let drawnWords = ""; // the watched questions that are drawn
let isAwaited = false; // the watched questions, to be led to
const SOON = 1500; // ms

export function hide() {
  area.hidden = true;
}

/** Whether it says that questions cannot be answered at once yet. */
export const isStarting = () => Boolean(area.querySelector(".starting"));

/**
 * Shows the start; examples that are there stay, unless it is to be drawn afresh.
 * @param {Status} status
 * @param {{ afresh?: boolean }} [options]
 */
export function draw(status, { afresh = false } = {}) {
  area.hidden = false;
  if (status.problem) area.replaceChildren(el("p", { class: "problem" }, status.problem));
  else if (!status.articles) {
    if (!area.querySelector(".no-index")) area.replaceChildren(noIndex(status));
  } else if (examplesOf !== status.index_version || afresh || !area.querySelector(".examples")) {
    drawSummary(status);
  } else drawWatched(status);
}

/** Leads to the watched questions, once they are drawn. */
export function toWatched() {
  const heading = document.getElementById("watched-heading");
  isAwaited = !heading;
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
}

/** @param {Status} status */
function drawSummary(status) {
  const articles = count(status.articles, "article");
  const summary = `${articles}, ${count(status.passages, "passage")}${dates(status)}`;
  const list = el("ul", { class: "examples" });
  area.replaceChildren(
    el("p", { class: "what" }, WHAT),
    el("p", { class: "muted figure" }, summary),
    status.ready ? list : el("p", { class: "muted starting" }, "Starting …"),
  );
  if (status.ready) drawExamples(list, status);
}

/**
 * The watched questions, above the examples, which come later; what is drawn there is no news any
 * more.
 * @param {Status} status
 */
function drawWatched(status) {
  clearTimeout(timer);
  const watched = watching.known();
  const drawn = area.querySelector(".watched");
  const words = JSON.stringify(watched);
  if (!drawn || words !== drawnWords) {
    drawn?.remove();
    if (!watched?.questions.length) return;
    area.querySelector(".examples")?.before(watchedList(watched, status.read_only));
    drawnWords = words;
  }
  if (!watched) return;
  if (isAwaited) toWatched();
  if (!document.hidden && area.checkVisibility()) watching.setAllSeen();
  if (watched.questions.every((each) => each.known || each.error)) return;
  timer = setTimeout(async () => {
    const isDrawn = (await watching.load()) && area.checkVisibility() && area.querySelector(".watched");
    if (isDrawn && !isDrawn.contains(document.activeElement)) drawWatched(status);
  }, SOON);
}

/** @param {Example} example */
const exampleItem = ({ question, kind }) =>
  el("li", {}, el("span", { class: "kind" }, KINDS[kind]), " ", askLink(question));

/**
 * @param {HTMLElement} list
 * @param {Status} status
 */
async function drawExamples(list, status) {
  const version = (examplesOf = status.index_version);
  try {
    await watching.load();
    if (list.isConnected) drawWatched(status);
    const examples = await server.examples();
    if (examplesOf !== version) return;
    list.replaceChildren(...examples.map(exampleItem));
  } catch {
    examplesOf = null; // asked for again the next time
  }
}
