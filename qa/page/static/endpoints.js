// The server's endpoints: what each takes, and the records that it gives. Offsets count characters
// of an article's text; a pair of them is where something begins and ends.

import { call } from "./api.js";

/** @import { Filters } from "./address.js" */
/** @import { Upload } from "./api.js" */
/** @import { Reply } from "./rows.js" */

/** @typedef {[start: number, end: number]} Offsets */

/**
 * What is known of an article, without its text. (`article_row`)
 * @typedef {object} ArticleFacts
 * @property {string} article its path
 * @property {string | null} title
 * @property {string | null} date like "2023-10-31"
 * @property {string | null} source
 * @property {string | null} author
 * @property {string | null} url
 */

/**
 * What of a text is to be seen: start, end, names of styles, cell of a table's row, address.
 * @typedef {[start: number, end: number, style?: string, cell?: number, address?: string]} Run
 */

/**
 * A part of a text that is drawn as one; what is not said is 0, empty or false, and without runs
 * it is all one plain run.
 * @typedef {object} Block
 * @property {string} kind
 * @property {number} start
 * @property {number} end
 * @property {Run[]} [runs]
 * @property {number} [level]
 * @property {string} [ordinal]
 * @property {number} [columns]
 * @property {boolean} [header]
 * @property {number[]} [right]
 * @property {boolean} [opens]
 */

/**
 * A note that an article was corrected, updated, clarified or withdrawn.
 * @typedef {{ start: number, end: number, kind: string, runs: Run[] }} Note
 */

/**
 * What its file says of what was corrected, by name; and of which file it is a part, if it is.
 * @typedef {{ corrected: Record<string, string | null>, part_of: string | null }} Edited
 */

/**
 * `file` is the original, where it can be opened; `page` the number of the place's, of a PDF.
 * @typedef {ArticleFacts & Edited & {
 *   text: string,
 *   sentence: Offsets | null,
 *   blocks: Block[],
 *   notes: Note[],
 *   file: string | null,
 *   page: number | null,
 * }} WholeArticle
 */
/** @typedef {ArticleFacts & Edited & { passages: number }} ListedArticle */
/** @typedef {{ path: string, reason: string }} Skipped */

/**
 * What was searched, or is held by the index.
 * @typedef {object} Statistics
 * @property {number} articles
 * @property {number} passages
 * @property {number} undated articles without a date
 * @property {string | null} first_date
 * @property {string | null} last_date
 */

/** @typedef {{ share: number, what: string }} Progress */

/**
 * @typedef {object} BuildReport
 * @property {number} added
 * @property {number} updated
 * @property {number} removed
 * @property {number} unchanged
 * @property {Skipped[]} skipped
 * @property {number} index_version
 * @property {number} seconds
 */

/** @typedef {{ name: string, saved_as: string | null, reason: string | null }} SavedFile */

/**
 * How far a build is; at the end, what it did.
 * @typedef {object} BuildUpdate
 * @property {Progress | null} [building]
 * @property {BuildReport | null} [report]
 * @property {SavedFile[]} [saved]
 * @property {string | null} [error]
 */

/**
 * What is to be corrected of an article; `undo` names what its file's word counts for again.
 * @typedef {{ article: string, set: Record<string, string | null>, undo: string[] }} Change
 */
/** @typedef {{ id: string, article: string, title: string | null, removed_at: number }} Removed */
/** @typedef {{ article: string, reason: string }} Refused */

/**
 * How far an edit is; at the end, what it did, and what undoes it.
 * @typedef {object} EditUpdate
 * @property {BuildReport | null} [report]
 * @property {string | null} [error]
 * @property {Change[]} [undo]
 * @property {Removed[]} [removed]
 * @property {string[]} [restored]
 * @property {Refused[]} [refused]
 */

/**
 * @typedef {Statistics & {
 *   index_version: number,
 *   sources: string[],
 *   skipped: number,
 *   read_only: boolean,
 *   corpus: string,
 *   formats: string[],
 *   problem: string | null,
 *   missing: "never" | "gone" | null,
 *   watched: number,
 *   latest_change: number,
 *   ready: boolean,
 *   building: Progress | null,
 *   last_build: BuildReport | null,
 * }} Status
 */

/** @typedef {(update: BuildUpdate) => void} OnBuildUpdate */

/**
 * @param {string} question or words
 * @param {Filters & { typed: string, order: string, offset?: number }} how
 * @param {AbortSignal} [signal]
 * @returns {Promise<Reply>}
 */
export const ask = (question, how, signal) => call("ask", { question, ...how }, { signal });

/**
 * A question that the articles answer, and what it shows.
 * @typedef {{
 *   question: string,
 *   kind: "figure" | "disagreement" | "name" | "date" | "article",
 * }} Example
 */

/** @returns {Promise<Example[]>} */
export const examples = () => call("examples");

/**
 * A whole article, with the sentence around a span of it.
 * @param {string} path
 * @param {number | null} start
 * @param {number | null} end
 * @returns {Promise<WholeArticle>}
 */
export const article = (path, start, end) => call("article", { article: path, start, end });

/** @returns {Promise<{ articles: ListedArticle[], skipped: Skipped[] }>} */
export const articles = () => call("articles");

/** @returns {Promise<Status>} */
export const status = () => call("status");

/**
 * @param {Upload[]} files
 * @param {OnBuildUpdate} onUpdate
 * @returns {Promise<BuildUpdate>}
 */
export const addArticles = (files, onUpdate) => call("add_articles", { files }, { onUpdate });

/**
 * @param {OnBuildUpdate} onUpdate
 * @returns {Promise<BuildUpdate>}
 */
export const reindex = (onUpdate) => call("reindex", {}, { onUpdate });

/**
 * @param {Change[]} changes
 * @returns {Promise<EditUpdate>}
 */
export const correctArticles = (changes) => call("correct_articles", { changes });

/**
 * @param {string[]} paths
 * @returns {Promise<EditUpdate>}
 */
export const removeArticles = (paths) => call("remove_articles", { articles: paths });

/**
 * @param {string[]} removed their ids
 * @returns {Promise<EditUpdate>}
 */
export const restoreArticles = (removed) => call("restore_articles", { removed });

/** @returns {Promise<{ removed: Removed[] }>} */
export const removedArticles = () => call("removed_articles");
