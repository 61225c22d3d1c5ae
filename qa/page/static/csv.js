// Tables to download: as the command line writes them.

const FORMULA = /^(?:[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠−]|[\t\r\n])/;
const MARK = "\ufeff"; // without it spreadsheets take a file for one of a local code page
const TAKEN = 60_000; // ms in which a browser has taken a file that is saved

/**
 * Lines of CSV, the names first; spreadsheets read them as UTF-8.
 * @param {string[]} names
 * @param {Record<string, unknown>[]} rows
 * @param {{ begins?: boolean }} [options] whether the names stand above them
 * @returns {string}
 */
export function csv(names, rows, { begins = true } = {}) {
  const cells = rows.map((row) => names.map((name) => row[name]));
  const lines = (begins ? [names, ...cells] : cells).map((row) => `${row.map(cell).join(",")}\r\n`);
  return (begins ? MARK : "") + lines.join("");
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
