// The Batch view: a file of questions, answered one after another.

import { href, leads } from "./address.js";
import { Answers } from "./answers.js";
import { explain, isStopped, upload } from "./api.js";
import { byId, el } from "./dom.js";
import { dropzone } from "./dropzone.js";
import * as server from "./endpoints.js";
import { count, day, percent, titleOf } from "./format.js";

/** @import { PartialAddress } from "./address.js" */
/** @import { BatchReport, BatchRow } from "./endpoints.js" */
/** @typedef {{ answered: number, failed: number }} Counts */

const SHOWN = 1000; // rows; the rest is in the files to download
const SAVED = 60_000; // ms in which a browser has taken a file that is saved
const run = byId("batch-run");
const bar = byId("batch-bar", HTMLProgressElement);
const text = byId("batch-text");
const rows = byId("batch-rows");
const table = byId("batch-table");
const stop = byId("batch-stop");
const downloads = byId("batch-downloads");
/** @type {AbortController | null} */
let current = null; // stops the batch under way
/** @type {Answers | null} */
let kept = null; // what it has answered

/** @param {File} file */
async function answer(file) {
  current?.abort();
  const mine = (current = new AbortController());
  begin(file);
  const counts = { answered: 0, failed: 0 };
  const answers = (kept = Answers.begin(file.name));
  /** @param {BatchReport} report */
  const onUpdate = (report) => {
    if (mine.signal.aborted || !report.line) return;
    drawProgress(report);
    answers.add(report.line);
    drawRow(JSON.parse(report.line), counts);
  };
  try {
    const [questions] = await upload([file]);
    drawEnd(await server.batch(questions, { onUpdate, signal: mine.signal }), counts);
    answers.end();
  } catch (error) {
    if (!isStopped(error)) drawProblem(error);
  } finally {
    if (current === mine) stop.hidden = true;
  }
}

/** @param {File} file */
function begin(file) {
  run.hidden = false;
  table.hidden = true;
  stop.hidden = false;
  rows.replaceChildren();
  downloads.replaceChildren();
  text.classList.remove("problem");
  text.textContent = `Reading ${file.name}`;
  bar.removeAttribute("value");
}

/** @param {BatchReport} report */
function drawProgress({ done, total }) {
  bar.max = total || 1;
  bar.value = done;
  text.textContent = `${done.toLocaleString("en")} of ${count(total, "question")}`;
}

/**
 * @param {BatchRow} row
 * @param {Counts} counts
 */
function drawRow(row, counts) {
  if (row.answered) counts.answered++;
  if (row.error) counts.failed++;
  table.hidden = false;
  if (rows.childElementCount < SHOWN) rows.append(tableRow(row));
}

/**
 * @param {BatchReport} last
 * @param {Counts} counts
 */
function drawEnd({ total, downloads: files = {} }, { answered, failed }) {
  const parts = [`${answered} of ${count(total, "question")} answered`];
  if (failed) parts.push(`${failed} could not be asked`);
  if (total > SHOWN) parts.push(`first ${SHOWN} shown`);
  text.textContent = parts.join(" · ");
  bar.value = bar.max;
  /** @param {[kind: string, url: string]} file */
  const link = ([kind, url]) =>
    el("a", { class: "button", href: url, download: true }, `Download ${kind.toUpperCase()}`);
  downloads.replaceChildren(...Object.entries(files).map(link));
}

/** @param {unknown} error */
function drawProblem(error) {
  stand();
  text.classList.add("problem");
  text.textContent = explain(error, "Gleaner has stopped. Start it and choose the file again.");
  if (!kept?.count) return;
  text.textContent += ` The ${count(kept.count, "question")} before can be downloaded.`;
  offerKept(kept);
}

/**
 * Offers what was answered before it came to an end.
 * @param {Answers} answers
 */
function offerKept(answers) {
  const left = answers.count - answers.lines.length;
  if (left) text.textContent += ` Of the last ${count(left, "question")} no more is kept than is shown.`;
  downloads.replaceChildren(
    ...["csv", "jsonl"].map((kind) => {
      const name = `Download ${kind.toUpperCase()}`;
      const button = el("button", { type: "button", class: "button" }, name);
      button.addEventListener("click", () => save(answers.as(kind), `answers.${kind}`));
      return button;
    }),
  );
}

/**
 * @param {Blob} file
 * @param {string} name
 */
function save(file, name) {
  const url = URL.createObjectURL(file);
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), SAVED);
}

/** What this tab had answered before it was loaded anew. */
async function restore() {
  const answers = await Answers.restore();
  if (!answers || current) return;
  kept = answers;
  run.hidden = false;
  const counts = { answered: 0, failed: 0 };
  for (const line of answers.lines) drawRow(JSON.parse(line), counts);
  text.textContent = answers.ended
    ? `${answers.file}: ${counts.answered} of ${count(answers.count, "question")} answered`
    : `${answers.file}: stopped after ${count(answers.count, "question")}`;
  bar.value = answers.ended ? bar.max : 0;
  offerKept(answers);
}

// A bar that did not begin to fill stands still.
function stand() {
  if (!bar.hasAttribute("value")) bar.value = 0;
}

/** @param {BatchRow} row */
function tableRow(row) {
  const { question: q, article, title, date, confidence, start, end } = row;
  const found = row.answered && article;
  /**
   * @param {PartialAddress} address
   * @param {string} name
   */
  const link = (address, name) =>
    leads(el("a", { href: href(address), dir: "auto" }, name), address);
  return el(
    "tr",
    {},
    el("td", { dir: "auto" }, el("div", { class: "clamp" }, row.error ? q : link({ q }, q))),
    el("td", {}, outcome(row)),
    el("td", { class: "number" }, row.answered ? percent(confidence ?? 0) : ""),
    el("td", {}, found ? link({ q, article, start, end }, titleOf({ title, article })) : ""),
    el("td", { class: "date" }, found && date ? day(date) : ""),
  );
}

/** @param {BatchRow} row */
function outcome(row) {
  if (row.error) return el("span", { class: "problem" }, row.error);
  if (row.answered) return el("b", { dir: "auto" }, row.answer);
  return el("span", { class: "muted" }, "No answer found");
}

dropzone("batch-dropzone", "batch-file", ([file]) => {
  if (file) answer(file);
});

stop.addEventListener("click", () => {
  current?.abort();
  stop.hidden = true;
  stand();
  text.textContent = table.hidden ? "Stopped" : `Stopped after ${text.textContent}`;
  if (kept?.count) offerKept(kept);
});

restore();
