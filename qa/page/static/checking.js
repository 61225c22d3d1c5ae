// Checking a draft: the endpoints for it, and the records that they give. Offsets count characters.

import { call } from "./api.js";

/** @import { Upload } from "./api.js" */

/**
 * The note that says of a place that it was wrong.
 * @typedef {{ article: string, start: number, end: number, text: string }} Correction
 */

/**
 * The place of an article that speaks for or against a claim.
 * @typedef {object} Match
 * @property {string} article
 * @property {string | null} title
 * @property {string | null} source
 * @property {string | null} date
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {string} sentence
 * @property {number} sentence_start
 * @property {number} sentence_end
 * @property {Correction | null} correction
 */

/**
 * What differs between what is near and the article of its first match.
 * @typedef {object} Difference
 * @property {number} start in the draft
 * @property {number} end
 * @property {string} text
 * @property {number} article_start
 * @property {number} article_end
 * @property {string} article_text
 */

/**
 * An article whose title a quotation is of, exactly or nearly.
 * @typedef {object} Headline
 * @property {string} article
 * @property {string} title
 * @property {string | null} source
 * @property {string | null} date
 * @property {number} title_start
 * @property {number} title_end
 * @property {string} title_text
 * @property {TitleDifference[]} differences
 */

/**
 * What differs between the draft and a title.
 * @typedef {object} TitleDifference
 * @property {number} start in the draft
 * @property {number} end
 * @property {string} text
 * @property {number} title_start
 * @property {number} title_end
 * @property {string} title_text
 */

/** @typedef {"exact" | "near" | "different value" | "not found"} Verdict */

/**
 * A quotation or a figure of a draft; `others` give other values for a figure.
 * Beside a different value, `matches` give the draft's, perhaps of something else.
 * @typedef {object} Claim
 * @property {"quotation" | "figure"} kind
 * @property {number} start in the draft
 * @property {number} end
 * @property {string} text
 * @property {Verdict} verdict
 * @property {Match[]} matches
 * @property {Match[]} others
 * @property {Difference[]} differences
 * @property {Headline[]} [headlines]
 */

/**
 * @typedef {object} CheckedDraft
 * @property {Record<Verdict, number>} counts
 * @property {Claim[]} claims
 * @property {string | null} notice what is damaged in the index
 */

/**
 * The text of a draft, whose file the server does not keep.
 * @param {Upload} draft
 * @param {AbortSignal} signal
 * @returns {Promise<{ text: string }>}
 */
export const readDraft = (draft, signal) => call("read_draft", { draft }, { signal });

/**
 * @param {string} draft its text
 * @param {AbortSignal} signal
 * @returns {Promise<CheckedDraft>}
 */
export const check = (draft, signal) => call("check", { draft }, { signal });
