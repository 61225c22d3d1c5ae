// The rows of a batch: each with its answer, where it stands, what was checked by hand.

import { href, leads, NO_FILTERS, opens } from "./address.js";
import { handLine, tick } from "./batch_hand.js";
import { el } from "./dom.js";
import { count, directionOf, origin, percent, plain, titleOf } from "./format.js";
import { passageIcons } from "./passage_icons.js";

/** @import { Address, Filters, PartialAddress } from "./address.js" */
/** @import { BatchPlace, BatchRow } from "./batch_endpoints.js" */
/** @import { Check } from "./batch_store.js" */
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
 * @property {(Place & { guess: boolean }) | null} place its answer's, or the nearest miss's
 * @property {number} groups
 * @property {boolean} differs
 * @property {{ articles: number, independent: number } | null} saying its answer
 * @property {string} note that says that its answer was wrong
 * @property {string | null} error
 * @property {Check} check
 */

/**
 * @typedef {Span & {
 *   title: string | null,
 *   date: string | null,
 *   source: string | null,
 *   sentence: string,
 *   sentence_start: number,
 *   sentence_end: number,
 * }} Place
 */

export const UNCHECKED = { checked: false, changed: "" };
export const UNSURE = 0.55; // less is no more than possible

/**
 * @param {BatchRow} row
 * @param {number} number
 * @param {Filters | null} filters
 * @param {Check} [check]
 * @returns {Checked}
 */
export function checked(row, number, filters, check = UNCHECKED) {
  const place = row.answered ? row : row.alternatives?.[0];
  return {
    number,
    question: row.question,
    filters,
    answered: row.answered,
    answer: row.answer ?? "",
    confidence: row.confidence ?? 0,
    place: place ? placeOf(place, !row.answered) : null,
    groups: row.groups?.length ?? 0,
    saying: groupOf(row) ?? null,
    differs: row.answered && row.agree === false && !row.over_time,
    note: row.correction?.text ?? "",
    error: row.error,
    check,
  };
}

/**
 * @param {BatchPlace} row
 * @param {boolean} guess
 */
function placeOf({ article, start, end, title, date, source, ...within }, guess) {
  if (!article || start === null || end === null) return null;
  const { sentence, sentence_start, sentence_end } = within;
  return {
    ...{ article, start, end, title, date, source, guess },
    sentence: sentence ?? "",
    sentence_start: sentence_start ?? start,
    sentence_end: sentence_end ?? end,
  };
}

/**
 * The group that the answer of a row is of.
 * @param {BatchRow} row
 */
export const groupOf = ({ groups, article, start, end }) =>
  groups?.find(({ places }) =>
    places.some((each) => each.article === article && each.start === start && each.end === end),
  );

/** @type {Record<string, (row: Checked) => boolean>} */
export const KINDS = {
  all: () => true,
  unanswered: (row) => !row.answered && !row.error,
  differing: (row) => row.differs,
  unsure: (row) => row.answered && row.confidence < UNSURE,
  unchecked: (row) => !row.check.checked,
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

/**
 * The question of a row, to be asked as it was.
 * @param {Pick<Checked, "question" | "filters">} row
 * @returns {Address}
 */
export const askedAs = ({ question: q, filters }) => ({
  ...{ view: "ask", q, ...NO_FILTERS, ...filters, typed: "question", order: "" },
  ...{ article: "", start: null, end: null },
});

/** @param {Checked} row */
export function tableRow(row) {
  return el(
    "tr",
    { "data-number": row.number },
    el(
      "td",
      { class: "said-here" },
      told(row),
      el("div", { class: "beneath" }, tick(row), handLine(row)),
    ),
    el("td", { class: "number" }, ...sureness(row), icons(row)),
  );
}

// What can be done with its sentence, as with any passage.
/** @param {Checked} row */
function icons(row) {
  const { place } = row;
  return place && !place.guess ? passageIcons(place, place, askedAs(row)) : null;
}

/** @param {Checked} row */
function told(row) {
  const parts = [
    el("span", { class: "asked-here clamp", dir: "auto" }, row.question),
    outcome(row),
    ...(row.place && !row.place.guess ? [quoted(row.place, row.answer), whence(row.place)] : []),
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
/**
 * @param {Place} place
 * @param {string} answer
 */
function quoted({ sentence }, answer) {
  if (!sentence || sentence.trim() === answer) return null;
  const [before, after, ...more] = sentence.split(answer);
  const isPlain = after !== undefined && !more.length;
  const parts = isPlain ? [before, el("mark", { class: "strong" }, answer), after] : [sentence];
  return el("span", { class: "quoted clamp", dir: "auto" }, ...parts);
}

// A headline that is the sentence stands above already.
/** @param {Place} place */
function whence(place) {
  const [about, title] = [origin(place), titleOf(place)];
  const named = about.length && plain(place.sentence) === plain(title) ? [] : [el("bdi", {}, title)];
  const dated = about.length ? [el("bdi", {}, about)] : [];
  const between = named.length && dated.length ? " · " : "";
  const dir = directionOf(place.sentence || title);
  return el("span", { class: "whence", dir }, ...named, between, ...dated);
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
  const words = row.groups > 1 ? count(row.groups, "answer") : voices(row);
  const target = askedAs(row);
  return [
    el("span", { class: "figure" }, percent(row.confidence)),
    words ? leads(el("a", { class: "others", href: href(target) }, words), target) : null,
  ];
}

/**
 * "3 articles, 2 independent": how many say it.
 * @param {Checked} row
 */
function voices({ saying }) {
  if (!saying) return "";
  const { articles, independent } = saying;
  return count(articles, "article") + (independent < articles ? `, ${independent} independent` : "");
}
