// The rows of a result: the answer and the evidence, and the span of its article that each shows.

/** @import { Answered, Evidence, Offsets, Result } from "./endpoints.js" */

/**
 * The answer as a row, with the passage that it stands in.
 * @typedef {Answered & { passage_start: number, passage_end: number, marks: Offsets[] }} AnswerRow
 */

/** @typedef {AnswerRow | Evidence} Row */
/** @typedef {{ article: string, start: number, end: number }} Span */

/**
 * Every row of a result, the answer first where there is one.
 * @param {Result} found
 * @returns {Row[]}
 */
export function rowsOf(found) {
  return found.answered ? [answerRow(found), ...found.evidence] : found.evidence;
}

/**
 * @param {Answered} found
 * @returns {AnswerRow}
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
    marks: [],
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
    start: row.start ?? row.sentence_start,
    end: row.end ?? row.sentence_end,
  };
}
