// What was refused, as rows.

/** @import { Found, Miss, Row } from "./rows.js" */
/** @import { Offsets } from "./endpoints.js" */

/**
 * One row a sentence: they are no answers, though their words are marked.
 * @param {Found} found
 * @returns {Row[]}
 */
export function missRows(found) {
  /** @type {Map<string, Row & { marks: Offsets[], misses: Miss[] }>} */
  const rows = new Map();
  for (const each of found.refused) {
    /** @type {Offsets} */
    const opens = [each.start, each.end];
    const key = JSON.stringify([each.article, each.sentence_start, each.sentence_end]);
    const row = rows.get(key) ?? { ...each, start: null, end: null, marks: [], opens, misses: [] };
    row.marks.push(opens);
    row.misses.push({ opens, reason: each.reason });
    rows.set(key, row);
  }
  return [...rows.values()];
}
