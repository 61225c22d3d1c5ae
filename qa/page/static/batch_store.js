// Where this browser keeps batches: their questions, each answer as a line, and what was checked by
// hand. Nothing of it leaves the browser.

/** @import { Filters } from "./address.js" */

const NAME = "gleaner";
const STORES = ["runs", "questions", "lines", "checks"];

/**
 * A batch; its number of answers is that of its lines.
 * @typedef {object} Run
 * @property {string} id
 * @property {string} file what the questions are called
 * @property {number} since ms
 * @property {"running" | "stopped" | "ended"} state
 */

/**
 * An answer as a line of JSON, and the filters that its question was asked with, where there were any.
 * @typedef {{ line: string, filters: Filters | null }} Kept
 */

/**
 * What a person said of a row: that it was checked, and what its answer should be.
 * @typedef {{ checked: boolean, changed: string }} Check
 */

/** @type {Promise<IDBDatabase | null> | null} */
let opening = null;

/** @returns {Promise<IDBDatabase | null>} null where the browser keeps nothing */
function database() {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 2);
      request.onupgradeneeded = () => {
        const { result } = request;
        for (const name of STORES) {
          if (result.objectStoreNames.contains(name)) continue;
          result.createObjectStore(name, name === "runs" ? { keyPath: "id" } : {});
        }
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

/**
 * Does something to what is kept; gives what the last request found, null where that failed: the
 * disk may be full, or the browser keep nothing.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(stores: Record<string, IDBObjectStore>) => IDBRequest<T>} act
 * @returns {Promise<{ result: T } | null>}
 */
async function transact(mode, act) {
  const opened = await database();
  if (!opened) return null;
  try {
    const transaction = opened.transaction(STORES, mode);
    const stores = STORES.map((name) => [name, transaction.objectStore(name)]);
    const request = act(Object.fromEntries(stores));
    return await new Promise((resolve) => {
      transaction.oncomplete = () => resolve({ result: request.result });
      transaction.onerror = transaction.onabort = () => resolve(null);
    });
  } catch {
    return null;
  }
}

/**
 * @param {Run} run
 * @param {ArrayBuffer} [questions] the file of them, the first time
 * @returns {Promise<boolean>} whether it is kept
 */
export async function keepRun(run, questions) {
  const kept = await transact("readwrite", (stores) => {
    if (questions) stores.questions.put(questions, run.id);
    return stores.runs.put(run);
  });
  return kept !== null;
}

/**
 * @param {string} id
 * @param {number} number
 * @param {Kept} kept
 * @returns {Promise<boolean>} whether it is kept
 */
export async function keepLine(id, number, { line, filters }) {
  const value = filters ? { line, filters } : line;
  return (await transact("readwrite", ({ lines }) => lines.put(value, [id, number]))) !== null;
}

/**
 * @param {string} id
 * @param {number} number
 * @param {Check} check
 */
export const keepCheck = (id, number, check) =>
  transact("readwrite", ({ checks }) => checks.put(check, [id, number]));

/** @returns {Promise<Run[]>} */
export async function findRuns() {
  return (await transact("readonly", (stores) => stores.runs.getAll()))?.result ?? [];
}

/**
 * @param {string} id
 * @returns {Promise<Run | null>}
 */
export async function findRun(id) {
  return (await transact("readonly", (stores) => stores.runs.get(id)))?.result ?? null;
}

/**
 * @param {string} id
 * @returns {Promise<ArrayBuffer | null>}
 */
export async function findQuestions(id) {
  return (await transact("readonly", (stores) => stores.questions.get(id)))?.result ?? null;
}

/**
 * Some of the lines of a batch, from one number on.
 * @param {string} id
 * @param {number} from
 * @param {number} count
 * @returns {Promise<Kept[]>}
 */
export async function findLines(id, from, count) {
  const range = IDBKeyRange.bound([id, from], [id, from + count], false, true);
  /** @type {(Kept | string)[]} */
  const found = (await transact("readonly", (stores) => stores.lines.getAll(range)))?.result ?? [];
  return found.map((kept) => (typeof kept === "string" ? { line: kept, filters: null } : kept));
}

/**
 * What was checked by hand, by the number of its row.
 * @param {string} id
 * @returns {Promise<Map<number, Check>>}
 */
export async function findChecks(id) {
  /** @type {Map<number, Check>} */
  const found = new Map();
  await transact("readonly", (stores) => {
    const request = stores.checks.openCursor(all(id));
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      const [, number] = /** @type {[string, number]} */ (cursor.key);
      const { verified, corrected, checked = verified, changed = corrected } = cursor.value;
      found.set(number, { checked, changed }); // by their names now, or by those of before
      cursor.continue();
    };
    return request;
  });
  return found;
}

/** @param {string} id */
export const remove = (id) =>
  transact("readwrite", (stores) => {
    stores.questions.delete(id);
    stores.lines.delete(all(id));
    stores.checks.delete(all(id));
    return stores.runs.delete(id);
  });

/** @param {string} id */
const all = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);
