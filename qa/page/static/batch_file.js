// A batch as a file: a table for people, or all that is known of each answer as lines of JSON.

import { absolute } from "./address.js";
import { askedAs, groupOf, UNCHECKED } from "./batch_rows.js";
import { toCsv } from "./csv.js";

/** @import { BatchRow } from "./batch_endpoints.js" */
/** @import { Batch } from "./batch_run.js" */
/** @import { Check, Kept } from "./batch_store.js" */

const COLUMNS = [
  ...["question", "answer", "checked", "changed_by_hand", "confidence", "sentence", "title", "source"],
  ...["date", "other_answers", "correction", "link", "error"],
];

/**
 * @param {Batch} batch
 * @param {string} kind "csv" or "jsonl"
 */
export const fileOf = (batch, kind) => (kind === "csv" ? table(batch) : lines(batch));

/** @param {Batch} batch */
async function lines(batch) {
  const parts = [];
  for await (const { kept, check } of batch.all()) {
    // As it came, to the letter: a number of many digits would not outlive being read.
    parts.push(`${kept.line.slice(0, -1)}, ${JSON.stringify(byHand(check)).slice(1)}\n`);
  }
  return new Blob(parts, { type: "application/jsonl" });
}

/** @param {Check} [check] */
const byHand = ({ checked, changed } = UNCHECKED) => ({ checked, changed_by_hand: changed || null });

/**
 * Its questions have a column for their ids where any has one.
 * @param {Batch} batch
 */
async function table(batch) {
  const rows = [];
  let hasIds = false;
  for await (const { kept, check } of batch.all()) {
    /** @type {BatchRow} */
    const row = JSON.parse(kept.line);
    hasIds ||= row.id !== null;
    rows.push([row.id, ...cells(row, kept, check)]);
  }
  const all = [["id", ...COLUMNS], ...rows];
  return toCsv(hasIds ? all : all.map((row) => row.slice(1)));
}

/**
 * What COLUMNS name. `answer` stays what the article says.
 * @param {BatchRow} row
 * @param {Kept} kept
 * @param {Check} [check]
 */
function cells(row, { filters }, check) {
  const { checked, changed_by_hand: changed } = byHand(check);
  const { answered, article, start, end } = row;
  const own = groupOf(row);
  const others = answered ? row.groups.filter((group) => group !== own) : [];
  return [
    ...[row.question, row.answer, checked, changed, answered ? row.confidence : null],
    ...[row.sentence, row.title, row.source, row.date],
    others.map(({ answer }) => answer).join("; "),
    row.correction?.text,
    answered ? absolute({ ...askedAs({ question: row.question, filters }), article, start, end }) : null,
    row.error,
  ];
}
