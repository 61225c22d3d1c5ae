// Figures, dates and names as the page writes them.

import { el } from "./dom.js";

/** @import { Statistics } from "./endpoints.js" */

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * "31 Oct 2023"; what is no date stays as it is.
 * @param {string} iso
 */
export function day(iso) {
  if (!/^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(iso)) return iso;
  const [year, month, date] = iso.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/**
 * "26 Nov 2026, 18:05", where the reader is.
 * @param {number} time ms
 */
export function moment(time) {
  const at = new Date(time);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day(date)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/**
 * "31 Oct – 12 Nov 2023", or the one day; what is not known is empty.
 * @param {string | null} first
 * @param {string | null} last
 */
export function range(first, last) {
  if (!first || !last || first === last) return day(first ?? last ?? "");
  const [start, end] = [day(first).split(" "), day(last).split(" ")];
  while (start.length > 1 && start.at(-1) === end[start.length - 1]) start.pop();
  return `${start.join(" ")} – ${day(last)}`;
}

/**
 * The same in order of time; those without a date come last.
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => string | null} dateOf
 * @returns {T[]}
 */
export function inOrderOfTime(things, dateOf) {
  const time = (/** @type {T} */ thing) => dateOf(thing) ?? "9999";
  return things.toSorted((a, b) => (time(a) < time(b) ? -1 : Number(time(a) > time(b))));
}

/**
 * ", 1 May 2022 – 2 Nov 2023 and 2 without a date", of what was searched.
 * @param {Statistics} searched
 */
export function dates({ first_date: first, last_date: last, undated }) {
  if (!first || !last) return "";
  const days = first === last ? day(first) : `${day(first)} – ${day(last)}`;
  return `, ${days}${undated ? ` and ${undated} without a date` : ""}`;
}

/**
 * "1 article", "2,000 articles".
 * @param {number} number
 * @param {string} one
 */
export function count(number, one) {
  return `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
}

/**
 * Nothing is certain: what rounds to 100 % is shown as 99 %.
 * @param {number} share
 */
export function percent(share) {
  return `${Math.min(99, Math.round(100 * share))}%`;
}

/**
 * Which way a text is read, by its first letter: "rtl" for Arabic, Hebrew and the like.
 * @param {string} text
 */
export function directionOf(text) {
  const letter = /\p{L}/u.exec(text)?.[0] ?? "";
  return RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr";
}

/**
 * A text to be compared with another, whatever white space they have.
 * @param {string} text
 */
export const plain = (text) => text.replace(/\s+/g, " ").trim();

/**
 * @param {{ title: string | null, article: string }} row
 * @returns {string}
 */
export function titleOf({ title, article }) {
  return title || article.slice(article.lastIndexOf("/") + 1);
}

/**
 * "China Daily · 31 Oct 2023", of what is known.
 * @param {{ source: string | null, date: string | null }} row
 * @returns {(Node | string)[]}
 */
export function origin({ source, date }) {
  const parts = [];
  if (source) parts.push(el("span", { dir: "auto" }, source));
  if (date) parts.push(el("time", { datetime: date }, day(date)));
  return parts.flatMap((part, i) => (i ? [" · ", part] : [part]));
}
