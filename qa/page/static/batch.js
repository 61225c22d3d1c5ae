// The Batch view: questions answered one after another, checked by hand, taken up again.

import { Busy, isStopped, ServerGone, upload } from "./api.js";
import { list } from "./batch_earlier.js";
import { fileOf } from "./batch_file.js";
import { batch as answerAll } from "./batch_endpoints.js";
import * as progress from "./batch_progress.js";
import { checked, evidenceOf } from "./batch_rows.js";
import { Batch, ownId } from "./batch_run.js";
import * as table from "./batch_table.js";
import { save } from "./csv.js";
import { byId } from "./dom.js";
import { dropzone } from "./dropzone.js";
import * as pane from "./pane.js";
import * as reading from "./reading.js";

/** @import { Address } from "./address.js" */
/** @import { BatchReport } from "./batch_endpoints.js" */
/** @import { Check, Kept } from "./batch_store.js" */

const PAUSE = 3000; // ms before what did not work is tried again
const PASTED = "Pasted questions.txt";
const pasted = byId("batch-questions", HTMLTextAreaElement);
/** @type {AbortController | null} */
let current = null; // stops the batch under way
/** @type {Batch | null} */
let batch = null; // the one that is shown
/** @type {Address | null} */
let at = null; // what the address of this view says
let isReady = false; // whether it is known what this tab had

/**
 * Draws what the address says.
 * @param {Address} address
 */
export function render(address) {
  at = address;
  if (!isReady) return;
  document.body.classList.toggle("batched", Boolean(batch || address.article));
  const row = address.article ? table.rowAt(address) : table.firstAnswered();
  if (address.article) {
    reading.reopen("batch");
    reading.show(address, row ? evidenceOf(row) : []);
    table.setCurrent(row ?? null);
  } else if (row?.place && pane.isWide() && !reading.isClosed("batch")) {
    // Beside the rows stands the article of the first, until another is opened.
    const { article, start, end } = row.place;
    reading.show({ ...address, article, start, end }, evidenceOf(row));
    table.setCurrent(row);
  } else {
    reading.hide();
    table.setCurrent(null);
  }
}

// Draws it again, where it is this view that is shown.
function renderAgain() {
  if (at && document.body.dataset.view === "batch") render(at);
}

/** @param {File} file */
async function begin(file) {
  leave();
  progress.begin(`Reading ${file.name}`);
  const mine = (current = new AbortController());
  let begun;
  try {
    begun = await Batch.begin(file);
  } catch {
    progress.drawProblem(null, new Error(`${file.name} cannot be read.`));
    return;
  }
  if (current !== mine) return;
  batch = begun;
  reading.reopen("batch");
  renderAgain();
  await ask(begun, mine);
}

// Whatever is shown gives way to another batch.
function leave() {
  current?.abort();
  batch?.release();
  batch = null;
  table.clear();
}

/**
 * Asks what has not been asked yet.
 * @param {Batch} mine
 * @param {AbortController} controller
 */
async function ask(mine, { signal }) {
  mine.setState("running");
  progress.drawUnderWay();
  try {
    await askRest(mine, signal);
    mine.setState("ended");
    progress.drawEnd(mine);
  } catch (error) {
    if (isStopped(error) || signal.aborted) return;
    progress.drawProblem(mine, error);
    if (mine.count) mine.setState("stopped");
    else discard(mine);
  }
}

// There is nothing in it.
/** @param {Batch} mine */
function discard(mine) {
  mine.discard();
  batch = null;
  renderAgain();
}

/**
 * Asks them, as often as the server is gone or busy.
 * @param {Batch} mine
 * @param {AbortSignal} signal
 */
async function askRest(mine, signal) {
  /** @param {BatchReport} report */
  const onUpdate = (report) => {
    if (signal.aborted || !report.line) return;
    progress.drawFar(report);
    const kept = { line: report.line, filters: setFilters(report) };
    take(kept, mine.count);
    mine.add(kept);
    progress.drawKept(mine);
  };
  for (;;) {
    try {
      const [questions] = await upload([mine.file]);
      await answerAll(questions, mine.count, { onUpdate, signal });
      return;
    } catch (error) {
      if (signal.aborted || !(error instanceof ServerGone || error instanceof Busy)) throw error;
      progress.drawWaiting(mine, error);
      await pause(signal);
    }
    signal.throwIfAborted();
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<void>} after a moment, or when it is stopped
 */
const pause = (signal) =>
  new Promise((resolve) => {
    setTimeout(resolve, PAUSE);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

// The filters of a row, where any are set.
/** @param {BatchReport} report */
const setFilters = ({ filters }) =>
  filters && Object.values(filters).some(Boolean) ? filters : null;

/**
 * @param {Kept} kept
 * @param {number} number
 * @param {Check} [check]
 */
function take({ line, filters }, number, check) {
  const had = table.firstAnswered();
  table.add(checked(JSON.parse(line), number, filters, check));
  if (!had && table.firstAnswered()) renderAgain();
}

/**
 * Shows a batch that is kept, and goes on with it where it was under way.
 * @param {string | null} id
 * @returns {Promise<boolean>} whether it could be opened
 */
async function takeUp(id) {
  let number = 0;
  /** @type {(kept: Kept, check?: Check) => void} */
  const onLine = (kept, check) => take(kept, number++, check);
  const found = id && (await Batch.open(id, leave, onLine));
  if (!found) return false;
  batch = found;
  progress.begin(`Going on with ${found.name}`);
  progress.drawKept(found);
  renderAgain();
  if (found.state === "running" && found.canGoOn) ask(found, (current = new AbortController()));
  else progress.drawAgain(found);
  return true;
}

const listEarlier = () => list((run) => takeUp(run.id));

dropzone("batch-dropzone", "batch-file", ([file]) => {
  if (file) begin(file);
});

byId("batch-paste").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = pasted.value;
  if (!text.trim()) pasted.focus();
  else begin(new File([text], PASTED, { type: "text/plain" }));
});

pasted.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  pasted.form?.requestSubmit();
});

byId("batch-new").addEventListener("click", () => {
  progress.offerNew(true);
  pasted.value = ""; // those of the batch before are answered
  pasted.focus();
  listEarlier();
});

byId("batch-stop").addEventListener("click", () => {
  current?.abort();
  batch?.setState("stopped");
  progress.drawStopped(batch);
});

byId("batch-go-on").addEventListener("click", () => {
  if (batch) ask(batch, (current = new AbortController()));
});

for (const kind of ["csv", "jsonl"]) {
  byId(`batch-${kind}`).addEventListener("click", async () => {
    if (batch) save(await fileOf(batch, kind), `answers.${kind}`);
  });
}

table.onCheck((number, check) => batch?.check(number, check));

async function takeUpOwn() {
  const isTakenUp = await takeUp(ownId());
  isReady = true;
  if (!isTakenUp) listEarlier();
  renderAgain();
}

takeUpOwn();
