// One batch: what it asks, what it has answered so far, and what was checked of it by hand. It is
// kept in this browser alone, so that neither a reload nor a server that stops loses any of it.

import * as store from "./batch_store.js";
import { letGo, seize } from "./locks.js";

/** @import { Check, Kept, Run } from "./batch_store.js" */

const STORED = "gleaner.batch"; // the name of this tab's batch, in the tab's own storage
const MOST = 64_000_000; // characters of answers held where the browser keeps nothing
const WEEK = 7 * 24 * 60 * 60 * 1000; // ms that batches are kept
const PART = 200; // lines that are read at once

/** A batch of this tab. */
export class Batch {
  count = 0; // of answers
  unkept = 0; // of those that could not be kept
  isStored = true; // whether the browser keeps it

  /** @type {Map<number, Check>} */
  checks = new Map();

  /** @type {Run} */
  #run;

  /** @type {File | null} */
  #file;

  /** @type {Map<number, Kept>} */
  #lines = new Map(); // what the browser does not keep

  #size = 0;

  /** @type {Promise<unknown>} */
  #writing = Promise.resolve();

  /**
   * @param {Run} run
   * @param {File | null} file
   */
  constructor(run, file) {
    this.#run = run;
    this.#file = file;
  }

  get name() {
    return this.#run.file;
  }

  get state() {
    return this.#run.state;
  }

  /**
   * Begins a batch.
   * @param {File} file of its questions
   */
  static async begin(file) {
    const id = crypto.randomUUID?.() ?? String(Math.random());
    const batch = new Batch({ id, file: file.name, since: Date.now(), state: "running" }, file);
    batch.#claim();
    await seize(id);
    await sweep();
    batch.isStored = await store.keepRun(batch.#run, await file.arrayBuffer());
    return batch;
  }

  /**
   * A batch that is kept; null where it is gone, or open in another tab.
   * @param {string} id
   * @param {() => void} onBegin is called once it is this tab's
   * @param {(kept: Kept, check?: Check) => void} onLine is given each answer
   */
  static async open(id, onBegin, onLine) {
    const run = await store.findRun(id);
    if (!run || !(await seize(id))) return null;
    onBegin();
    const bytes = await store.findQuestions(id);
    const batch = new Batch(run, bytes && new File([bytes], run.file));
    batch.checks = await store.findChecks(id);
    for await (const kept of batch.#stored()) onLine(kept, batch.checks.get(batch.count++));
    batch.#claim();
    return batch;
  }

  /** Whether the rest of its questions can be asked. */
  get canGoOn() {
    return this.state !== "ended" && this.#file !== null;
  }

  /** The file of its questions. */
  get file() {
    if (!this.#file) throw new Error(`The questions of ${this.name} are not kept any more.`);
    return this.#file;
  }

  /** @param {Kept} kept */
  add(kept) {
    const number = this.count++;
    this.#writing = this.#writing.then(() => this.#keep(number, kept));
  }

  /** @param {Run["state"]} state */
  setState(state) {
    this.#run.state = state;
    store.keepRun(this.#run);
  }

  /**
   * @param {number} number
   * @param {Check} check
   */
  check(number, check) {
    this.checks.set(number, check);
    store.keepCheck(this.#run.id, number, check);
  }

  /** It is kept no longer: there is nothing in it. */
  discard() {
    store.remove(this.#run.id);
    try {
      sessionStorage.removeItem(STORED);
    } catch {
      // it was not kept
    }
  }

  /** Another tab may open it. */
  release() {
    letGo(this.#run.id);
  }

  // This tab goes on with it after a reload.
  #claim() {
    try {
      sessionStorage.setItem(STORED, this.#run.id);
    } catch {
      // storage may be turned off: then a reload loses it
    }
  }

  /**
   * @param {number} number
   * @param {Kept} kept
   */
  async #keep(number, kept) {
    if (this.isStored && (await store.keepLine(this.#run.id, number, kept))) return;
    this.isStored = false;
    this.#size += kept.line.length;
    if (this.#size > MOST) this.unkept++;
    else this.#lines.set(number, kept);
  }

  /**
   * Its answers, and what was checked by hand of each.
   * @returns {AsyncGenerator<{ kept: Kept, check?: Check }>}
   */
  async *all() {
    await this.#writing;
    let number = 0;
    for await (const kept of this.#stored()) yield { kept, check: this.checks.get(number++) };
    for (const kept of this.#lines.values()) yield { kept, check: this.checks.get(number++) };
  }

  async *#stored() {
    for (let from = 0; ; from += PART) {
      const found = await store.findLines(this.#run.id, from, PART);
      yield* found;
      if (found.length < PART) return;
    }
  }
}

/**
 * The batches that this browser keeps, but for this tab's, the latest first.
 * @returns {Promise<Run[]>}
 */
export async function earlier() {
  const own = ownId();
  const found = (await store.findRuns()).filter((run) => run.id !== own);
  return found.sort((a, b) => b.since - a.since);
}

// Removes what is too old.
async function sweep() {
  const old = (await store.findRuns()).filter((run) => run.since < Date.now() - WEEK);
  for (const run of old) await store.remove(run.id);
}

/** The id of this tab's batch, which it had before the page was loaded anew. */
export function ownId() {
  try {
    return sessionStorage.getItem(STORED);
  } catch {
    return null;
  }
}
