// The endpoint of a batch, and the records that it gives. Offsets count characters.

import { call } from "./api.js";

/** @import { Filters } from "./address.js" */
/** @import { Upload } from "./api.js" */

/**
 * A question of a file and what came of it; `error` where it could not be asked.
 * @typedef {object} BatchRow
 * @property {string | number | null} id of its question
 * @property {string} question
 * @property {boolean} answered
 * @property {string | null} answer
 * @property {number | null} confidence
 * @property {string | null} sentence
 * @property {string | null} article
 * @property {string | null} title
 * @property {string | null} date
 * @property {string | null} source
 * @property {number | null} start
 * @property {number | null} end
 * @property {number | null} sentence_start
 * @property {number | null} sentence_end
 * @property {{ text: string } | null} [correction] the note that says that the answer was wrong
 * @property {BatchPlace[]} alternatives where it is not answered, the nearest miss first
 * @property {boolean | null} agree
 * @property {boolean | null} over_time
 * @property {BatchGroup[]} groups
 * @property {string | null} error
 */

/**
 * @typedef {{
 *   answer: string,
 *   articles: number,
 *   independent: number,
 *   places: { article: string, start: number, end: number }[],
 * }} BatchGroup
 */

/**
 * @typedef {Pick<BatchRow, "article" | "title" | "date" | "source" | "start" | "end" | "sentence"
 *   | "sentence_start" | "sentence_end">} BatchPlace
 */

/**
 * How far a batch is: a BatchRow as JSON; at the end, where all of them are.
 * @typedef {object} BatchReport
 * @property {number} done
 * @property {number} [share] of the file
 * @property {string} [line]
 * @property {Filters} [filters] that it was asked with
 * @property {Record<string, string>} [downloads]
 */

/**
 * @param {Upload} questions
 * @param {number} skip how many of them are not asked, from the first
 * @param {{ onUpdate: (report: BatchReport) => void, signal: AbortSignal }} options
 * @returns {Promise<BatchReport>}
 */
export const batch = (questions, skip, { onUpdate, signal }) =>
  call("batch", { questions, skip }, { onUpdate, signal });
