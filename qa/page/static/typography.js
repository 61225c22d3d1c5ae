// Finding words in a text letter by letter, but for how they are set in type: capitals, quotation
// marks, dashes, spaces, line ends, ligatures, dots of omission and composed accents may differ.
// Offsets here are UTF-16 units.

/** @import { Offsets } from "./endpoints.js" */

/**
 * A text as it is compared, and where each unit of it begins and ends in the original.
 * @typedef {{ text: string, starts: number[], ends: number[] }} Folded
 */

const QUOTES = /[‘’‚‛“”„‟«»‹›"`´′″「」『』]/g;
const DASHES = /[‐‑‒–—―−﹘﹣－]/g;
/** @type {Record<string, string>} */
const LIGATURES = { ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl", ﬅ: "st", ﬆ: "st", "…": "..." };
// Hyphens that may be, spaces without width, and what says how a sign is drawn.
const HIDDEN = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff\\p{Variation_Selector}";
const DIVIDED = "[ \\t]*[-‐\\u00ad][ \\t]*\\r?\\n\\s*(?=\\p{L})"; // a word, or a dash, at a line's end
const SPACES = `[\\s${HIDDEN}]*\\s[\\s${HIDDEN}]*|[${HIDDEN}]+`;
const COMPOSED = "\\p{L}[\\u0300-\\u036f]+|[\\u1100-\\u11ff]+";
const SPECIAL = new RegExp(`${DIVIDED}|${SPACES}|[ﬀ-ﬆ…]|${COMPOSED}`, "gu");
const DIVIDED_WORD = new RegExp(`\\p{L}[-‐][ \\t]*\\r?\\n\\s*\\p{L}`, "u");
const BLANK = new RegExp(`[${HIDDEN}]`, "gu");
const ACCENT = /\p{Script=Inherited}/u; // a mark on the letter before it

/**
 * The text without what may differ. `joined`: words divided at line ends are whole.
 * @param {string} text
 * @param {boolean} [joined]
 * @returns {Folded}
 */
export function fold(text, joined = false) {
  /** @type {string[]} */
  const pieces = [];
  /** @type {Folded} */
  const folded = { text: "", starts: [], ends: [] };
  const add = (/** @type {string} */ piece, /** @type {number} */ start, /** @type {number} */ end) => {
    pieces.push(piece);
    for (let i = 0; i < piece.length; i++) {
      folded.starts.push(start);
      folded.ends.push(end);
    }
  };
  let at = 0;
  for (const special of text.matchAll(SPECIAL)) {
    const [start, end] = [special.index, special.index + special[0].length];
    pieces.push(plain(text, at, start, folded));
    add(letters(foldedOf(special[0], text[start - 1] ?? " ", text[end] ?? " ", joined)), start, end);
    at = end;
  }
  pieces.push(plain(text, at, text.length, folded));
  folded.text = pieces.join("");
  return folded;
}

/**
 * Looks for words in a text, as often as they are asked for: every place of them, in order, none
 * over another.
 * @param {string} text
 * @returns {(words: string) => Offsets[]}
 */
export function finderOf(text) {
  const readings = [fold(text)];
  if (DIVIDED_WORD.test(text)) readings.push(fold(text, true));
  return (words) => {
    const wanted = fold(words.trim()).text;
    if (!wanted) return [];
    const found = readings.flatMap((reading) => places(reading, wanted));
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return found.filter(([start], i) => !i || start >= found[i - 1][1]);
  };
}

/**
 * @param {Folded} reading
 * @param {string} wanted
 * @returns {Offsets[]} in the original
 */
function places({ text, starts, ends }, wanted) {
  /** @type {Offsets[]} */
  const found = [];
  let [at, last] = [text.indexOf(wanted), -1];
  while (at >= 0) {
    const end = at + wanted.length;
    const isCut = ACCENT.test(text[end] ?? "") || splitsPair(text, at) || splitsPair(text, end);
    // Of a ligature each half is found, and is the whole of it.
    if (!isCut && starts[at] >= last) {
      last = ends[end - 1];
      found.push([starts[at], last]);
    }
    at = text.indexOf(wanted, isCut ? at + 1 : end);
  }
  return found;
}

/**
 * Whether a character of two units would be cut there.
 * @param {string} text
 * @param {number} at
 */
const splitsPair = (text, at) =>
  /^[\udc00-\udfff]$/.test(text[at] ?? "") && /^[\ud800-\udbff]$/.test(text[at - 1] ?? "");

/**
 * Letters and marks that stand for one each, whatever their case and kind.
 * @param {string} piece
 */
const letters = (piece) =>
  piece.toLowerCase().replace(/ς/g, "σ").replace(QUOTES, "'").replace(DASHES, "-");

/**
 * Takes over a stretch that nothing special is in, and says where it stands.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Folded} folded
 */
function plain(text, from, to, { starts, ends }) {
  const piece = text.slice(from, to);
  const whole = letters(piece);
  if (whole.length === piece.length) {
    for (let at = from; at < to; at++) {
      starts.push(at);
      ends.push(at + 1);
    }
    return whole;
  }
  let [at, result] = [from, ""]; // a letter of it is two in lower case
  for (const letter of piece) {
    const lower = letters(letter);
    const isPair = letter.length === 2 && lower.length === 2;
    for (let i = 0; i < lower.length; i++) {
      starts.push(isPair ? at + i : at);
      ends.push(isPair ? at + i + 1 : at + letter.length);
    }
    at += letter.length;
    result += lower;
  }
  return result;
}

/**
 * @param {string} special
 * @param {string} before the unit before it
 * @param {string} after
 * @param {boolean} joined
 */
function foldedOf(special, before, after, joined) {
  if (LIGATURES[special]) return LIGATURES[special];
  const isDivided = /^[ \t]*[-‐\u00ad]/.test(special) && special.includes("\n");
  if (isDivided) {
    if (/^[ \t]/.test(special)) return " - ";
    if (!/\p{L}/u.test(before)) return "-";
    return joined || special.includes("\u00ad") ? "" : "-";
  }
  const seen = special.replace(BLANK, "");
  if (!seen) return "";
  if (seen.trim()) return special.normalize("NFC");
  const isQuoted = "“«‹„「『".includes(before) || "”»›」』".includes(after);
  return isQuoted || ",.;:!?)]".includes(after) || "([".includes(before) ? "" : " ";
}
