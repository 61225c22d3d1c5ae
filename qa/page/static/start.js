// The Ask view before the first question: what is indexed, and examples of what to ask.

import { byId, el } from "./dom.js";
import * as server from "./endpoints.js";
import { count, dates } from "./format.js";
import { noIndex } from "./no_index.js";
import { askLink } from "./question.js";

/** @import { Status } from "./endpoints.js" */

const WHAT =
  "Ask a question: the answer is a passage of your articles, word for word, and where it stands. " +
  "Nothing is generated.";
const area = byId("start");
/** @type {number | null} */
let examplesOf = null; // the version of the index that the examples are of

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
  }
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
  if (status.ready) drawExamples(list, status.index_version);
}

/**
 * @param {HTMLElement} list
 * @param {number} version of the index
 */
async function drawExamples(list, version) {
  examplesOf = version;
  try {
    const questions = await server.examples();
    if (examplesOf !== version) return;
    list.replaceChildren(...questions.map((q) => el("li", {}, askLink(q))));
  } catch {
    examplesOf = null; // asked for again the next time
  }
}
