// Where nothing answers: that it is so, and what was searched.

import { filtersOf } from "./address.js";
import { el } from "./dom.js";
import { count, dates } from "./format.js";
import { watchButton } from "./watching.js";

/** @import { Address } from "./address.js" */
/** @import { Statistics } from "./endpoints.js" */
/** @import { Result } from "./rows.js" */

/**
 * @param {Result} found
 * @param {Address} address
 */
export function noAnswer(found, address) {
  return el(
    "section",
    { class: "no-answer" },
    el("h2", {}, "No answer found"),
    el("p", { class: "muted" }, searched(found.searched, address)),
    el("div", { class: "actions" }, watchButton(address)),
  );
}

/**
 * @param {Statistics} what
 * @param {Address} address
 */
function searched(what, address) {
  if (!what.articles) return "No article matches these filters.";
  const within = Object.values(filtersOf(address)).some(Boolean) ? " within the filters" : "";
  const amount = `${count(what.articles, "article")}, ${count(what.passages, "passage")}`;
  return `Searched ${amount}${within}${dates(what)}.`;
}
