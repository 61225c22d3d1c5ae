// Tables to download: as the command line writes them.

const FORMULA = /^(?:[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠−]|[\t\r\n])/;
export const MARK = "\ufeff"; // without it spreadsheets take a file for one of a local code page
const TAKEN = 60_000; // ms in which a browser has taken a file that is saved

/**
 * Rows as a file; its first characters tell spreadsheets that it is UTF-8.
 * @param {unknown[][]} rows
 */
export const toCsv = (rows) => new Blob([MARK, ...rows.map(csvLine)], { type: "text/csv" });

/** @param {unknown[]} row */
export const csvLine = (row) => `${row.map(cell).join(",")}\r\n`;

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

/**
 * Saves what was made here as a file.
 * @param {Blob} file
 * @param {string} name
 */
export function save(file, name) {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TAKEN);
}
