// A checked draft as a file: the records of the command line.

import { placeOf } from "./claims.js";
import { csv } from "./csv.js";

/** @import { CheckedDraft, Claim } from "./checking.js" */

const COLUMNS = [
  ...["kind", "start", "end", "text", "verdict"],
  // The first place of each, for who reads it as a table; all of them are in the last columns.
  ...["article", "title", "source", "date", "article_start", "article_end", "article_text", "sentence"],
  ...["matches", "others", "differences"],
];

/**
 * @param {CheckedDraft} checked
 * @param {string} kind "csv" or "json"
 */
export function fileOf(checked, kind) {
  if (kind === "json") return new Blob([JSON.stringify(checked)], { type: "application/json" });
  return new Blob([csv(COLUMNS, checked.claims.map(flat))], { type: "text/csv" });
}

/** @param {Claim} claim */
function flat(claim) {
  const place = placeOf(claim);
  if (!place) return { ...claim };
  const { article, title, source, date, start, end, text, sentence } = place;
  const first = { article, title, source, date, sentence };
  return { ...claim, ...first, article_start: start, article_end: end, article_text: text };
}
