// The watched questions above the examples: each with its answer, and what became of it.

import { href, leads, NO_FILTERS } from "./address.js";
import { explain } from "./api.js";
import { byId, el } from "./dom.js";
import { day } from "./format.js";
import { notice } from "./notices.js";
import { placeLink } from "./walk.js";
import * as watching from "./watching.js";

/** @import { Address } from "./address.js" */
/** @import { Change, Changed, Standing, Watched, WatchedQuestion } from "./watch_endpoints.js" */

const OLDER = 2; // changes that are shown beside those that are news
const BESIDE = 6; // answers, and articles, that are named of each
/** @type {[keyof Change & ("came" | "went" | "corrected" | "restored"), string][]} */
const PARTS = [
  ["came", "said now"],
  ["went", "no longer said"],
  ["corrected", "corrected now"],
  ["restored", "no longer corrected"],
];

/**
 * @param {Watched} watched
 * @param {boolean} isReadOnly
 */
export function watchedList(watched, isReadOnly) {
  const heading = el(
    "h2",
    { id: "watched-heading", tabindex: "-1" },
    "Watched questions ",
    el("span", { class: "muted figure" }, String(watched.questions.length)),
  );
  const items = watched.questions.map((each) => item(each, isReadOnly));
  const problem = watched.problem && el("p", { class: "problem" }, watched.problem);
  const names = { class: "watched", "aria-labelledby": "watched-heading" };
  return el("section", names, heading, problem, el("ul", {}, items));
}

/**
 * @param {WatchedQuestion} watched
 * @param {boolean} isReadOnly
 */
function item(watched, isReadOnly) {
  const { question: q, filters, changes } = watched;
  const address = addressOf(watched);
  const link = leads(el("a", { href: href(address), dir: "auto" }, q), address);
  const narrowed = Object.entries(filters).map(([name, value]) => `${name.replace("_", " ")} ${value}`);
  const news = changes.filter((each) => watching.isNews(each.number));
  const shown = news.length ? news : changes.slice(0, 1);
  return el(
    "li",
    {},
    el("p", { class: "asked" }, link, isReadOnly ? null : stopButton(watched)),
    el("p", { class: "muted" }, answerOf(watched), narrowed.length ? ` · ${narrowed.join(", ")}` : null),
    shown.slice(0, Math.max(news.length, OLDER)).map((each) => changeBlock(each, address)),
  );
}

/**
 * @param {WatchedQuestion} watched
 * @returns {Address}
 */
const addressOf = ({ question: q, filters }) => ({
  view: "ask",
  typed: "question",
  order: "",
  ...NO_FILTERS,
  ...filters,
  q,
  article: "",
  start: null,
  end: null,
});

/** @param {WatchedQuestion} watched */
function answerOf({ known, answer, error }) {
  if (error) return error;
  if (!known) return "Being asked …";
  return answer === null ? "No answer" : el("bdi", { class: "value" }, answer);
}

/**
 * What became of it, and because of which articles.
 * @param {Change} change
 * @param {Address} address
 */
function changeBlock(change, address) {
  const isNew = watching.isNews(change.number);
  const { was, now } = change;
  const parts = [];
  if (change.answer_changed) parts.push(el("p", {}, "was ", valueOf(was), ", now ", valueOf(now)));
  for (const [name, words] of PARTS) {
    const told = change[name].filter((each) => !change.answer_changed || ![was.answer, now.answer].includes(each));
    if (told.length) parts.push(el("p", {}, `${words}: `, listed(told)));
  }
  if (change.agreement_changed) parts.push(el("p", {}, agreement(now)));
  const at = el("time", { datetime: change.at }, day(change.at.slice(0, 10)));
  return el(
    "div",
    { class: isNew ? "change news" : "change" },
    el("p", { class: "muted when" }, isNew ? el("span", { class: "tag" }, "new") : null, "changed ", at),
    parts,
    change.because.slice(0, BESIDE).map((each) => becauseLine(each, address)),
  );
}

/** @param {{ answer: string | null, error: string | null }} standing */
const valueOf = ({ answer, error }) =>
  el("b", {}, error ? "not to be asked" : el("bdi", {}, answer ?? "no answer"));

/** @param {string[]} answers */
function listed(answers) {
  const shown = answers.slice(0, BESIDE).map((each) => el("bdi", {}, each));
  const more = answers.length > BESIDE ? ` and ${answers.length - BESIDE} more` : "";
  return [...shown.flatMap((each, i) => (i ? [", ", each] : [each])), more];
}

/** @param {Standing} now */
function agreement({ agree, over_time: rose }) {
  if (agree === false && !rose) return "The articles differ now.";
  return agree ? "They agree now." : "They no longer differ.";
}

/**
 * "added: Handovers rise · Harbour Daily · 1 Jun 2024"
 * @param {Changed} cause
 * @param {Address} address
 */
function becauseLine(cause, address) {
  const { how, article, past } = cause;
  const title = cause.title || article.slice(article.lastIndexOf("/") + 1);
  const about = [cause.source, cause.date && day(cause.date)].filter(Boolean).join(" · ");
  const span = past ? { article, start: null, end: null } : cause;
  const name =
    how === "removed"
      ? el("bdi", {}, title)
      : placeLink(/** @type {any} */ (span), address, { dir: "auto" }, title);
  const said = past && how === "changed" ? [", which said “", el("bdi", {}, cause.text), "”"] : null;
  return el("p", { class: "because" }, `${how}: `, name, said, about ? [el("span", { class: "between" }, " · "), el("span", { class: "about" }, about)] : null);
}

/** @param {WatchedQuestion} watched */
function stopButton(watched) {
  const name = `Stop watching: ${watched.question}`;
  const button = el("button", { type: "button", class: "quiet", "aria-label": name, title: "Stop watching" }, "×");
  button.addEventListener("click", async () => {
    const row = button.closest("li");
    button.disabled = true;
    try {
      await watching.stop(watched);
    } catch (error) {
      button.disabled = false;
      notice("watched", explain(error, "Gleaner has stopped."));
      return;
    }
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    row?.remove();
    /** @type {HTMLElement} */ (next?.querySelector("button") ?? byId("question")).focus();
    const list = document.querySelector(".watched");
    const left = list?.querySelectorAll("ul > li").length ?? 0;
    if (!left) list?.remove();
    const figure = list?.querySelector("h2 .figure");
    if (figure) figure.textContent = String(left);
  });
  return button;
}
