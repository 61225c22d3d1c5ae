// The sheet's quotes, kept in this browser alone. Each is an entry of its own, so that tabs which
// add, move and remove at the same time take nothing from each other.

const PREFIX = "gleaner.sheet.";
const TEXTS = ["article", "text", "question", "note", "added"];

/**
 * A slice of an article, where it is from, and what a person noted: `text` is what stood from
 * `start` to `end`, in characters of the article's text.
 * @typedef {object} Slice
 * @property {string} article its path
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {string | null} title
 * @property {string | null} source
 * @property {string | null} date
 * @property {string} question what was asked; empty where nothing was
 */

/**
 * `at` says where it stands among the others, `added` when it came.
 * @typedef {Slice & { key: string, note: string, at: number, added: string }} Quote
 */

/** The browser has no room for more. */
export class Full extends Error {}

/** @type {Map<string, string>} */
const memory = new Map(); // where the browser keeps nothing
const kept = storage();
/** @type {(() => void)[]} */
const listeners = [];

/** Whether the quotes are still there when the page is left. */
export const isLasting = kept !== null;

/** @returns {Storage | null} */
function storage() {
  try {
    localStorage.getItem(PREFIX);
    return localStorage;
  } catch {
    return null; // it is turned off
  }
}

/**
 * What a slice is kept under: the same slice is the same quote in every tab; where its article has
 * changed, another text at the same place is another.
 * @param {{ article: string, start: number, end: number, text: string }} slice
 */
export function keyOf({ article, start, end, text }) {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return `${PREFIX}${JSON.stringify([article, start, end, hash])}`;
}

/** @param {string} key */
export const holds = (key) => read(key) !== null;

/** @returns {Quote[]} in their order */
export function all() {
  const keys = kept ? Object.keys(kept) : [...memory.keys()];
  const quotes = keys.filter((key) => key.startsWith(PREFIX)).map(read);
  const known = quotes.filter((quote) => quote !== null);
  return known.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

/**
 * Puts it at the end, unless it is there. Throws Full.
 * @param {Slice} slice
 */
export function add(slice) {
  const key = keyOf(slice);
  if (holds(key)) return;
  const at = (all().at(-1)?.at ?? 0) + 1;
  put({ ...slice, key, note: "", at, added: new Date().toISOString() });
}

/**
 * Puts quotes back as they were. Throws Full.
 * @param {Quote[]} quotes
 */
export function bringBack(quotes) {
  for (const quote of quotes) put(quote);
}

/**
 * Notes something beside a quote, if that is still there. Throws Full.
 * @param {string} key
 * @param {string} note
 */
export function setNote(key, note) {
  const quote = read(key);
  if (quote && quote.note !== note) put({ ...quote, note });
}

/** @param {string[]} keys */
export function remove(keys) {
  for (const key of keys) {
    if (kept) kept.removeItem(key);
    else memory.delete(key);
  }
  tell();
}

/**
 * Moves a quote before the one above it, or behind the one beneath.
 * @param {string} key
 * @param {1 | -1} by
 */
export function move(key, by) {
  const quotes = all();
  const from = quotes.findIndex((quote) => quote.key === key);
  const [moved] = quotes.splice(from, 1);
  const to = from + by;
  if (from < 0 || to < 0 || to > quotes.length) return;
  const [above, beneath] = [quotes[to - 1]?.at, quotes[to]?.at];
  const at = between(above, beneath);
  if (at !== null) {
    put({ ...moved, at });
    return;
  }
  quotes.splice(to, 0, moved); // there is no number between: all are counted anew
  quotes.forEach((quote, i) => put({ ...quote, at: i + 1 }));
}

/**
 * @param {number | undefined} above
 * @param {number | undefined} beneath
 */
function between(above, beneath) {
  if (above === undefined) return (beneath ?? 1) - 1;
  if (beneath === undefined) return above + 1;
  const middle = (above + beneath) / 2;
  return middle > above && middle < beneath ? middle : null;
}

/**
 * Whoever listens is told of each change, in this tab and in others.
 * @param {() => void} listener
 */
export function onChange(listener) {
  listeners.push(listener);
}

function tell() {
  for (const listener of listeners) listener();
}

addEventListener("storage", ({ key }) => {
  if (key === null || key.startsWith(PREFIX)) tell();
});

/** @param {Quote} quote */
function put(quote) {
  const text = JSON.stringify(quote);
  if (!kept) memory.set(quote.key, text);
  else {
    try {
      kept.setItem(quote.key, text);
    } catch {
      throw new Full();
    }
  }
  tell();
}

/**
 * @param {string} key
 * @returns {Quote | null} null too where what is kept is no quote
 */
function read(key) {
  const text = kept ? kept.getItem(key) : (memory.get(key) ?? null);
  if (text === null) return null;
  try {
    const found = JSON.parse(text);
    const isQuote =
      TEXTS.every((name) => typeof found[name] === "string") &&
      [found.start, found.end, found.at].every(Number.isFinite);
    return isQuote ? { ...found, key } : null;
  } catch {
    return null;
  }
}
