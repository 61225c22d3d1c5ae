// A table as CSV that a spreadsheet runs nothing of.

const FORMULA = /^(?:[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠−]|[\t\r\n])/;

/**
 * Rows as a file; its first characters tell spreadsheets that it is UTF-8.
 * @param {(string | number | null)[][]} rows
 */
export const toCsv = (rows) =>
  new Blob(["\ufeff", ...rows.map((row) => `${row.map(cell).join(",")}\r\n`)], { type: "text/csv" });

/**
 * A value as a cell: text that a spreadsheet would run begins with an apostrophe.
 * @param {string | number | null} value
 */
function cell(value) {
  if (value === null) return "";
  const text = String(value);
  const harmless = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
