// Where nothing answers: that it is so, and what was searched.

import { filtersOf, href, leads, withoutArticle } from "./address.js";
import { el } from "./dom.js";
import { count, dates } from "./format.js";
import { watchButton } from "./watching.js";

/** @import { Address } from "./address.js" */
/** @import { Statistics } from "./endpoints.js" */
/** @import { Result } from "./rows.js" */

/**
 * A link that has the same text read in the other way.
 * @param {"question" | "words"} typed
 * @param {string} name
 * @param {Address} address
 */
export function readAs(typed, name, address) {
  const target = { ...withoutArticle(address), typed, order: "" };
  return leads(el("a", { class: "action", href: href(target) }, name), target);
}

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
    el("div", { class: "actions" }, readAs("words", "Find these words", address), watchButton(address)),
  );
}

/**
 * What was searched.
 * @param {Statistics} what
 * @param {Address} address
 */
export function searched(what, address) {
  if (!what.articles) return "No article matches these filters.";
  const within = Object.values(filtersOf(address)).some(Boolean) ? " within the filters" : "";
  const amount = `${count(what.articles, "article")}, ${count(what.passages, "passage")}`;
  return `Searched ${amount}${within}${dates(what)}.`;
}
