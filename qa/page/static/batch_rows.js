// The rows of a batch: each with its answer, where it stands, what was checked by hand.

import { href, leads, opens } from "./address.js";
import { el } from "./dom.js";
import { count, origin, percent, titleOf } from "./format.js";

/** @import { Address, Filters, PartialAddress } from "./address.js" */
/** @import { Check } from "./batch_store.js" */
/** @import { BatchRow } from "./endpoints.js" */
/** @import { Row, Span } from "./rows.js" */

/**
 * What a table holds of a row.
 * @typedef {object} Checked
 * @property {number} number
 * @property {string} question
 * @property {Filters | null} filters that it was asked with, where any were set
 * @property {boolean} answered
 * @property {string} answer
 * @property {number} confidence
 * @property {string} sentence
 * @property {(Place & { guess: boolean }) | null} place its answer's, or the nearest miss's
 * @property {number} groups
 * @property {boolean} differs
 * @property {string} note that says that its answer was wrong
 * @property {string | null} error
 * @property {Check} check
 */

/** @typedef {Span & { title: string | null, date: string | null, source: string | null }} Place */

const NO_ANSWER = "No answer"; // as a correction: nothing answers the question
export const UNSURE = 0.55; // less is no more than possible

/**
 * @param {BatchRow} row
 * @param {number} number
 * @param {Filters | null} filters
 * @param {Check} [check]
 * @returns {Checked}
 */
export function checked(row, number, filters, check = { verified: false, corrected: "" }) {
  const place = row.answered ? row : row.alternatives?.[0];
  return {
    number,
    question: row.question,
    filters,
    answered: row.answered,
    answer: row.answer ?? "",
    confidence: row.confidence ?? 0,
    sentence: (row.answered && row.sentence) || "",
    place: place ? placeOf(place, !row.answered) : null,
    groups: row.groups?.length ?? 0,
    differs: row.answered && row.agree === false && !row.over_time,
    note: row.correction?.text ?? "",
    error: row.error,
    check,
  };
}

/**
 * @param {Pick<BatchRow, "article" | "start" | "end" | "title" | "date" | "source">} row
 * @param {boolean} guess
 */
function placeOf({ article, start, end, title, date, source }, guess) {
  if (!article || start === null || end === null) return null;
  return { article, start, end, title, date, source, guess };
}

/** @type {Record<string, (row: Checked) => boolean>} */
export const KINDS = {
  all: () => true,
  unanswered: (row) => !row.answered && !row.error,
  differing: (row) => row.differs,
  unsure: (row) => row.answered && row.confidence < UNSURE,
  unverified: (row) => !row.check.verified,
  failed: (row) => Boolean(row.error),
};

/**
 * What of the article a row bears on.
 * @param {Checked} row
 * @returns {Row[]}
 */
export function evidenceOf({ place }) {
  if (!place) return [];
  const { start, end } = place;
  const around = { sentence_start: start, sentence_end: end, passage_start: start, passage_end: end };
  return [{ ...place, ...around, sentence: "", runs: [] }];
}

/**
 * @param {Checked} row
 * @returns {PartialAddress}
 */
export const addressOf = ({ place }) => ({ view: "batch", ...spanOf(place) });

/** @param {Place | null} place */
const spanOf = (place) => place && { article: place.article, start: place.start, end: place.end };

/**
 * Whether the address is where the row leads.
 * @param {Checked} row
 * @param {Address} address
 */
export const isAt = ({ place }, { article, start, end }) =>
  place?.article === article && place.start === start && place.end === end;

/** @param {Checked} row */
export function tableRow(row) {
  const tick = el("input", { type: "checkbox", "aria-label": `Verified: ${row.question}` });
  tick.checked = row.check.verified;
  return el(
    "tr",
    { "data-number": row.number },
    el("td", { class: "tick" }, el("label", {}, tick)),
    el("td", { class: "said-here" }, told(row), handLine(row)),
    el("td", { class: "number" }, ...sureness(row)),
  );
}

/** @param {Checked} row */
function told(row) {
  const parts = [
    el("span", { class: "asked-here clamp", dir: "auto" }, row.question),
    outcome(row),
    quoted(row),
    row.place && !row.place.guess ? whence(row.place) : null,
    row.note ? noted(row.note) : null,
  ];
  if (!row.place) return el("div", { class: "row" }, parts);
  const target = addressOf(row);
  return opens(el("a", { class: "row", href: href(target) }, parts), target);
}

/** @param {Checked} row */
function outcome(row) {
  if (row.error) return el("span", { class: "problem" }, row.error);
  if (row.answered) return el("b", { class: "found clamp", dir: "auto" }, row.answer);
  const nearest = row.place ? [" · nearest miss: ", el("bdi", {}, titleOf(row.place))] : [];
  return el("span", { class: "muted" }, "No answer found", ...nearest);
}

// The answer is marked where it is plain which of the sentence's words it is.
/** @param {Checked} row */
function quoted({ sentence, answer }) {
  if (!sentence || sentence.trim() === answer) return null;
  const [before, after, ...more] = sentence.split(answer);
  const isPlain = after !== undefined && !more.length;
  const parts = isPlain ? [before, el("mark", { class: "strong" }, answer), after] : [sentence];
  return el("span", { class: "quoted clamp", dir: "auto" }, ...parts);
}

/** @param {Place} place */
function whence(place) {
  const about = origin(place);
  const parts = about.length ? [" · ", ...about] : [];
  return el("span", { class: "whence" }, el("bdi", {}, titleOf(place)), ...parts);
}

/**
 * What an article says against the answer.
 * @param {string} note
 */
function noted(note) {
  const flag = el("span", { class: "flag" }, "Corrected");
  return el("span", { class: "correction clamp" }, flag, " ", el("bdi", {}, note));
}

/** @param {Checked} row */
function sureness(row) {
  if (!row.answered) return [];
  const others = row.groups > 1 ? `${count(row.groups, "answer")}` : "";
  const target = { ...row.filters, q: row.question, typed: "question" };
  return [
    el("span", { class: "figure" }, percent(row.confidence)),
    others
      ? leads(el("a", { class: "others", href: href(target) }, others), target)
      : null,
  ];
}

/**
 * What was written by hand, and the way to do so; its height is that of the field.
 * @param {Checked} row
 */
export function handLine(row) {
  const { corrected } = row.check;
  const name = corrected ? "Change" : "Correct";
  const button = el("button", { type: "button", class: "action by-hand" }, name);
  const label = corrected ? `Change by hand: ${row.question}` : `Correct by hand: ${row.question}`;
  button.setAttribute("aria-label", label);
  const text = [el("span", { class: "muted" }, "By hand: "), el("b", { dir: "auto" }, corrected)];
  return el("div", { class: "hand" }, corrected ? el("span", {}, text) : null, button);
}

/** @param {Checked} row */
export function handField(row) {
  const field = el("input", { "aria-label": "Correction", dir: "auto", autocomplete: "off" });
  field.value = row.check.corrected || row.answer;
  const save = el("button", { type: "submit", class: "action" }, "Keep");
  const none = el("button", { type: "submit", class: "action none", value: NO_ANSWER }, NO_ANSWER);
  return el("form", { class: "hand" }, field, save, row.answered ? none : null);
}
