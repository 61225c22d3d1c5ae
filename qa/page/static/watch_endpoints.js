// The endpoints of watched questions, and the records that they give.

import { call } from "./api.js";

/** @import { Filters } from "./address.js" */

/**
 * An article behind a change: where it says so, or where it said it (`past`).
 * @typedef {object} Changed
 * @property {"added" | "changed" | "removed"} how
 * @property {boolean} past
 * @property {string} article
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {string | null} title
 * @property {string | null} date
 * @property {string | null} source
 */

/**
 * @typedef {object} Standing
 * @property {string | null} answer
 * @property {boolean | null} agree
 * @property {boolean} over_time whether they differ as a figure does that rose
 * @property {string | null} error
 */

/**
 * What became of an answer.
 * @typedef {object} Change
 * @property {number} number it grows with each change
 * @property {string} at when it was seen, like "2024-06-01T12:00:00Z"
 * @property {boolean} answer_changed
 * @property {boolean} agreement_changed
 * @property {Standing} was
 * @property {Standing} now
 * @property {string[]} came answers
 * @property {string[]} went
 * @property {string[]} corrected
 * @property {string[]} restored
 * @property {Changed[]} because
 */

/**
 * @typedef {object} WatchedQuestion
 * @property {string} question
 * @property {Partial<Filters>} filters
 * @property {boolean} known whether it was asked yet
 * @property {string | null} answer
 * @property {string | null} error
 * @property {Change[]} changes the latest first
 */

/**
 * @typedef {{
 *   questions: WatchedQuestion[],
 *   latest_change: number,
 *   problem: string | null,
 * }} Watched
 */

/** @returns {Promise<Watched>} */
export const watched = () => call("watched");

/**
 * @param {string} question
 * @param {Filters} filters
 * @returns {Promise<Watched>}
 */
export const watch = (question, filters) => call("watch", { question, ...filters });

/**
 * @param {string} question
 * @param {Filters} filters
 * @returns {Promise<Watched>}
 */
export const unwatch = (question, filters) => call("unwatch", { question, ...filters });
