// The rows of a result: answer, evidence, what the articles say; and the span that each shows.

import { missRows } from "./misses.js";

/** @import { ArticleFacts, Offsets, Run, Statistics } from "./endpoints.js" */
/** @import { Facets } from "./facets.js" */
/** @import { WordHeadline } from "./headlines.js" */
/** @import { Why } from "./why_plot.js" */

/** @typedef {{ article: string, start: number, end: number }} Span */

/**
 * A sentence of an article, and the passage that it was found in.
 * @typedef {ArticleFacts & {
 *   passage_start: number,
 *   passage_end: number,
 *   sentence: string,
 *   sentence_start: number,
 *   sentence_end: number,
 *   runs: Run[],
 * }} Sentence
 */

/**
 * A note that says of a figure that it was wrong.
 * @typedef {ArticleFacts & { start: number, end: number, text: string, runs: Run[] }} Correction
 */

/** @typedef {{ start: number, end: number, confidence: number }} Answer */

/**
 * A sentence of a passage that was found; where it answers, the answer's span in it.
 * @typedef {Sentence & (Answer | { [Name in keyof Answer]: null }) & {
 *   guess: boolean,
 *   correction: Correction | null,
 *   marks: Offsets[],
 *   score: number,
 * }} Evidence
 */

/**
 * Where an article says what its group says; `copy_of` is the path of the article it copies.
 * @typedef {Sentence & {
 *   start: number,
 *   end: number,
 *   guess: boolean,
 *   said_by: string | null,
 *   correction: Correction | null,
 *   copy_of: string | null,
 * }} Place
 */

/**
 * Statements of the same value for the same thing, the surest place first.
 * @typedef {object} Group
 * @property {string} answer
 * @property {number | (number | null)[] | string | null} value
 * @property {string | null} unit
 * @property {boolean | null} approximate
 * @property {number | null} low
 * @property {number | null} high
 * @property {"up" | "down" | null} change
 * @property {number} confidence
 * @property {number} articles
 * @property {number} independent copies of one another counted once
 * @property {string | null} first_date
 * @property {string | null} last_date
 * @property {boolean} corrected
 * @property {Place[]} places
 */

/**
 * What looks like an answer, and why it is none.
 * @typedef {Sentence & {
 *   answer: string,
 *   start: number,
 *   end: number,
 *   reason: string,
 *   correction: Correction | null,
 * }} Refused
 */

/**
 * What every result holds, answered or not.
 * @typedef {object} Found
 * @property {string} question
 * @property {number} index_version
 * @property {string | null} as_of
 * @property {string | null} notice what is damaged in the index and was left out
 * @property {number} confidence the answer's, or the nearest miss's
 * @property {{ article: string, start: number, end: number, score: number }[]} passages
 * @property {boolean | null} agree whether the articles say the same
 * @property {boolean} over_time whether they differ as a figure that rises from day to day
 * @property {Group[]} groups the best first
 * @property {number | null} shown the number of the answer's group
 * @property {Refused[]} refused
 * @property {Evidence[]} evidence
 * @property {Statistics} searched
 * @property {boolean} may_say_more whether passages that were not read may say more
 */

/**
 * @typedef {Found & {
 *   answered: true,
 *   answer: string,
 *   confidence_word: string,
 *   sentence: string,
 *   sentence_start: number,
 *   sentence_end: number,
 *   runs: Run[],
 *   correction: Correction | null,
 *   why: Why | null,
 *   article: string,
 *   title: string | null,
 *   date: string | null,
 *   source: string | null,
 *   start: number,
 *   end: number,
 * }} Answered
 */

/** @typedef {Found & { answered: false }} Unanswered */
/** @typedef {Answered | Unanswered} Result */

/**
 * A passage that holds words, in sentences of it; `places` is where, also beyond those.
 * @typedef {Sentence & { start: null, end: null, marks: Offsets[], opens: Offsets, places: Offsets[] }} Held
 */

/**
 * What was found word by word. `count` and `facets` are of all, `evidence` begins with the first.
 * @typedef {object} Words
 * @property {string} question as it was typed
 * @property {string[]} phrases found exactly
 * @property {string[]} words found in any form
 * @property {{ passages: number, articles: number, occurrences: number, is_all: boolean }} count
 * @property {Facets} facets
 * @property {Held[]} evidence
 * @property {WordHeadline[]} headlines that hold it, where no passage does
 * @property {Evidence[]} near in meaning, where nothing holds it
 * @property {Statistics} searched
 * @property {string | null} notice
 */

/** @typedef {Result | Words} Reply */

/**
 * Whether words were found, and no question answered.
 * @param {Reply} found
 * @returns {found is Words}
 */
export const isWords = (found) => "phrases" in found;

/**
 * What is drawn of a sentence: its answer, if it has one, and the words to mark. `opens` is the
 * span that it opens where it has no answer, `misses` what in it is none, `guess` whether what it has
 * is too unsure to be marked as an answer.
 * @typedef {Omit<Sentence, "author" | "url"> & {
 *   start: number | null,
 *   end: number | null,
 *   guess?: boolean,
 *   marks?: Offsets[],
 *   correction?: Correction | null,
 *   opens?: Offsets,
 *   places?: Offsets[],
 *   misses?: Miss[],
 * }} Row
 */

/** @typedef {{ opens: Offsets, reason: string }} Miss why a span is no answer */

/**
 * Every row of a result, the answer first where there is one, each span once.
 * @param {Reply} found
 * @returns {Row[]}
 */
export function rowsOf(found) {
  if (isWords(found)) return found.evidence.length ? found.evidence : found.near;
  const rows = [
    ...(found.answered ? [answerRow(found)] : missRows(found)),
    ...found.evidence,
    ...found.groups.flatMap((group) => group.places),
  ];
  /** @type {Map<string, Row>} */
  const known = new Map();
  for (const row of rows) {
    const key = keyOf(spanOf(row));
    if (!known.has(key)) known.set(key, row);
  }
  return [...known.values()];
}

/**
 * @param {Answered} found
 * @returns {Row & { start: number, end: number }}
 */
export function answerRow(found) {
  const passage = found.passages.find(
    (each) =>
      each.article === found.article && each.start <= found.start && each.end >= found.end,
  );
  return {
    ...found,
    passage_start: passage?.start ?? found.sentence_start,
    passage_end: passage?.end ?? found.sentence_end,
  };
}

/**
 * What a row opens: its answer, or where it has none, its sentence.
 * @param {Row} row
 * @returns {Span}
 */
export function spanOf(row) {
  return {
    article: row.article,
    start: row.start ?? row.opens?.[0] ?? row.sentence_start,
    end: row.end ?? row.opens?.[1] ?? row.sentence_end,
  };
}

/**
 * What of a row its article is stepped through by.
 * @param {Row} row
 * @returns {Span[]}
 */
export function spansOf(row) {
  const { article } = row;
  return row.places?.map(([start, end]) => ({ article, start, end })) ?? [spanOf(row)];
}

/**
 * A span as one string, to be compared.
 * @param {{ article: string, start: number | null, end: number | null }} span
 */
export const keyOf = ({ article, start, end }) => JSON.stringify([article, start, end]);
