// How far a batch is, in words and as a bar, and what of it can be downloaded.

import { Busy, explain } from "./api.js";
import * as table from "./batch_table.js";
import { byId } from "./dom.js";
import { count, percent } from "./format.js";

/** @import { BatchReport } from "./batch_endpoints.js" */
/** @import { Batch } from "./batch_run.js" */

const run = byId("batch-run");
const bar = byId("batch-bar", HTMLProgressElement);
const text = byId("batch-text");
const note = byId("batch-note");
const stop = byId("batch-stop");
const goOn = byId("batch-go-on");
const downloads = ["csv", "jsonl"].map((kind) => byId(`batch-${kind}`, HTMLButtonElement));
const entry = byId("batch-entry");
const fresh = byId("batch-new");
let far = ""; // how far it is, in words

/**
 * A batch is about to be answered, or shown again.
 * @param {string} words
 */
export function begin(words) {
  run.hidden = false;
  offerNew(false);
  far = "";
  for (const each of downloads) each.disabled = true;
  bar.removeAttribute("value");
  say(words);
}

/**
 * Shows where questions are given, or the button that does.
 * @param {boolean} isOffered
 */
export function offerNew(isOffered) {
  const within = entry.contains(document.activeElement);
  entry.hidden = !isOffered;
  fresh.hidden = isOffered;
  if (within && !isOffered) fresh.focus({ preventScroll: true });
}

/** @param {BatchReport} report */
export function drawFar({ done, share = 0 }) {
  bar.value = share;
  far = `${count(done, "question")} · ${percent(share)} of the file`;
  say(far, { isUnderWay: true });
}

/** Its questions are being asked. */
export function drawUnderWay() {
  say(text.textContent ?? "", { isUnderWay: true });
}

/**
 * What did not work is tried again.
 * @param {Batch} batch
 * @param {unknown} error
 */
export function drawWaiting(batch, error) {
  stand();
  const gone = "Gleaner has stopped; this goes on by itself once it runs.";
  const words = error instanceof Busy ? "Others are being answered; this goes on by itself." : gone;
  say(words + before(batch), { isUnderWay: true });
}

/** @param {Batch} batch */
export function drawEnd(batch) {
  const parts = [answeredOf(batch)];
  if (table.failed()) parts.push(`${table.failed().toLocaleString("en")} could not be asked`);
  bar.value = bar.max;
  say(parts.join(" · "));
}

/**
 * A batch that is kept.
 * @param {Batch} batch
 */
export function drawAgain(batch) {
  const isEnded = batch.state === "ended";
  bar.value = isEnded ? bar.max : 0;
  say(`${batch.name}: ${isEnded ? answeredOf(batch) : `stopped after ${count(batch.count, "question")}`}`);
  goOn.hidden = !batch.canGoOn;
}

/** @param {Batch | null} batch */
export function drawStopped(batch) {
  stand();
  say(far ? `Stopped after ${far}` : "Stopped");
  if (batch) goOn.hidden = !batch.canGoOn;
}

/**
 * @param {Batch | null} batch
 * @param {unknown} error
 */
export function drawProblem(batch, error) {
  stand();
  say(explain(error, "Gleaner has stopped.") + (batch ? before(batch) : ""), { isProblem: true });
  if (batch?.count) goOn.hidden = !batch.canGoOn;
  else offerNew(true);
}

/** @param {Batch} batch */
const answeredOf = (batch) =>
  `${table.answered().toLocaleString("en")} of ${count(batch.count, "question")} answered`;

/** @param {Batch} batch */
const before = (batch) =>
  batch.count ? ` The ${count(batch.count, "question")} before can be downloaded.` : "";

/**
 * Offers what is answered; says what the browser cannot keep.
 * @param {Batch} batch
 */
export function drawKept(batch) {
  for (const each of downloads) each.disabled = !batch.count;
  let words = "";
  if (batch.unkept) {
    const lost = count(batch.unkept, "question");
    words = `This browser has no room left: of the last ${lost} no more is kept than is shown.`;
  } else if (!batch.isStored) {
    words = "This browser has no room to keep it: a reload loses it. Download it before you leave.";
  }
  if (note.textContent !== words) note.textContent = words;
}

/**
 * @param {string} words
 * @param {{ isProblem?: boolean, isUnderWay?: boolean }} [options]
 */
function say(words, { isProblem = false, isUnderWay = false } = {}) {
  if (stop === document.activeElement || goOn === document.activeElement) queueMicrotask(refocus);
  text.textContent = words;
  text.classList.toggle("problem", isProblem);
  stop.hidden = !isUnderWay;
  goOn.hidden = true;
}

// Whichever button stands in the place of the one that had the keyboard takes it.
function refocus() {
  [goOn, stop, fresh].find((each) => !each.hidden)?.focus({ preventScroll: true });
}

// A bar that did not begin to fill stands still.
function stand() {
  if (!bar.hasAttribute("value")) bar.value = 0;
}
