// A checked draft as a file: the records of the command line.

import { placeOf } from "./claims.js";
import { toCsv } from "./csv.js";

/** @import { CheckedDraft, Claim } from "./checking.js" */

const COLUMNS = [
  ...["kind", "start", "end", "text", "verdict"],
  // The first place of each, for who reads it as a table; all of them are in the last columns.
  ...["article", "title", "source", "date", "article_start", "article_end", "article_text", "sentence"],
  ...["matches", "others", "differences", "headlines"],
];

/**
 * @param {CheckedDraft} checked
 * @param {string} kind "csv" or "json"
 */
export function fileOf(checked, kind) {
  if (kind === "json") return new Blob([JSON.stringify(checked)], { type: "application/json" });
  return toCsv([COLUMNS, ...checked.claims.map(flat)]);
}

/** @param {Claim} claim */
function flat({ kind, start, end, text, verdict, ...all }) {
  const place = placeOf({ kind, start, end, text, verdict, ...all });
  const first = place ?? all.headlines?.[0];
  return [
    ...[kind, start, end, text, verdict],
    ...[first?.article, first?.title, first?.source, first?.date],
    ...[place?.start, place?.end, place?.text, place?.sentence],
    ...[all.matches, all.others, all.differences, all.headlines],
  ];
}
