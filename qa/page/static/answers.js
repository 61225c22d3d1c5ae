// What a batch has answered so far, for download. It is kept in this browser alone, so that neither
// a reload nor a server that stops loses any of it.

const STORED = "gleaner.batch"; // the name of this tab's batch, in the tab's own storage
const MOST = 64_000_000; // characters that are kept of a batch
const DAY = 24 * 60 * 60 * 1000; // ms; older ones of tabs that are gone are removed
const FORMULA = /^(?:[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠−]|[\t\r\n])/;

/** @typedef {{ id: string, file: string, since: number, ended: boolean }} Run */

/** The answers of one batch, as lines of JSON. */
export class Answers {
  /** @type {string[]} */
  lines = [];

  count = 0; // of all, kept or not

  #size = 0;

  /** @type {Run} */
  #run;

  /** @param {Run} run */
  constructor(run) {
    this.#run = run;
  }

  get file() {
    return this.#run.file;
  }

  get ended() {
    return this.#run.ended;
  }

  /**
   * Begins a batch, in place of the one before.
   * @param {string} file what it is called
   */
  static begin(file) {
    const before = storedId();
    const run = { id: crypto.randomUUID?.() ?? String(Math.random()), file, since: Date.now(), ended: false };
    try {
      sessionStorage.setItem(STORED, run.id);
    } catch {
      // storage may be turned off: then a reload loses it
    }
    store((runs, lines) => {
      runs.put(run);
      sweep(runs, lines, before);
    });
    return new Answers(run);
  }

  /**
   * Those of this tab, as they were before it was loaded anew; null where there are none.
   * @returns {Promise<Answers | null>}
   */
  static async restore() {
    const id = storedId();
    const found = id && (await read(id));
    if (!found || !found.lines.length) return null;
    const answers = new Answers(found.run);
    for (const line of found.lines) answers.#take(line);
    return answers;
  }

  /** @param {string} line */
  add(line) {
    const number = this.count;
    if (this.#take(line)) store((_, lines) => lines.put(line, [this.#run.id, number]));
  }

  /** All of it is answered. */
  end() {
    this.#run.ended = true;
    store((runs) => runs.put(this.#run));
  }

  /**
   * What is kept, as a file like the server's.
   * @param {string} kind
   */
  as(kind) {
    const all = this.lines.map((line) => `${line}\n`);
    return kind === "csv"
      ? new Blob(["\ufeff", ...toCsv(this.lines)], { type: "text/csv" })
      : new Blob(all, { type: "application/jsonl" });
  }

  /** @param {string} line */
  #take(line) {
    this.count++;
    this.#size += line.length;
    if (this.#size > MOST) return false;
    this.lines.push(line);
    return true;
  }
}

/**
 * @param {string[]} lines of JSON
 * @returns {string[]}
 */
function toCsv(lines) {
  const rows = lines.map((line) => JSON.parse(line));
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => row[name]))];
  return cells.map((row) => `${row.map(cell).join(",")}\r\n`);
}

/**
 * A value as a cell: lists as JSON; what a spreadsheet would run begins with an apostrophe.
 * @param {unknown} value
 */
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const harmless = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function storedId() {
  try {
    return sessionStorage.getItem(STORED);
  } catch {
    return null;
  }
}

/** @type {Promise<IDBDatabase | null> | null} */
let opening = null;

/** @returns {Promise<IDBDatabase | null>} null where the browser keeps nothing */
function database() {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open("gleaner", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("runs", { keyPath: "id" });
        request.result.createObjectStore("lines");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

/**
 * Changes what is kept; where nothing can be, it is so only until the page is left.
 * @param {(runs: IDBObjectStore, lines: IDBObjectStore) => void} change
 */
async function store(change) {
  const opened = await database();
  try {
    const both = opened?.transaction(["runs", "lines"], "readwrite");
    if (both) change(both.objectStore("runs"), both.objectStore("lines"));
  } catch {
    opening = Promise.resolve(null); // its disk is full, or it is closed
  }
}

/**
 * @param {string} id
 * @returns {Promise<{ run: Run, lines: string[] } | null>}
 */
async function read(id) {
  const opened = await database();
  if (!opened) return null;
  const both = opened.transaction(["runs", "lines"]);
  const run = both.objectStore("runs").get(id);
  const lines = both.objectStore("lines").getAll(linesOf(id));
  return new Promise((resolve) => {
    both.oncomplete = () => resolve(run.result ? { run: run.result, lines: lines.result } : null);
    both.onerror = both.onabort = () => resolve(null);
  });
}

/** @param {string} id */
const linesOf = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/**
 * Removes the batch before, and what tabs that are long gone have left.
 * @param {IDBObjectStore} runs
 * @param {IDBObjectStore} lines
 * @param {string | null} before
 */
function sweep(runs, lines, before) {
  const all = runs.getAll();
  all.onsuccess = () => {
    for (const run of /** @type {Run[]} */ (all.result)) {
      if (run.id !== before && run.since > Date.now() - DAY) continue;
      runs.delete(run.id);
      lines.delete(linesOf(run.id));
    }
  };
}
