// Figures, dates and names as the page writes them.

import { el } from "./dom.js";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// "31 Oct 2023"; what is no date stays as it is.
export function day(iso) {
  if (!/^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(iso)) return iso;
  const [year, month, date] = iso.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

// ", 1 May 2022 – 2 Nov 2023 and 2 without a date", of what was searched.
export function dates(what) {
  if (!what.first_date) return "";
  const range =
    what.first_date === what.last_date
      ? day(what.first_date)
      : `${day(what.first_date)} – ${day(what.last_date)}`;
  return `, ${range}${what.undated ? ` and ${what.undated} without a date` : ""}`;
}

export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

// Nothing is certain: what rounds to 100 % is shown as 99 %.
export function percent(share) {
  return `${Math.min(99, Math.round(100 * share))}%`;
}

export function titleOf(row) {
  return row.title || row.article.split("/").pop();
}

// "China Daily · 31 Oct 2023", of what is known.
export function origin(row) {
  const parts = [];
  if (row.source) parts.push(el("span", { dir: "auto" }, row.source));
  if (row.date) parts.push(el("time", { datetime: row.date }, day(row.date)));
  return parts.flatMap((part, i) => (i ? [" · ", part] : [part]));
}
