// The sheet as files: Markdown and CSV.

import { absolute } from "./address.js";
import { save, toCsv } from "./csv.js";
import { count, day, titleOf } from "./format.js";

/** @import { Quote } from "./sheet_store.js" */

const COLUMNS = [
  "number", "quote", "article", "start", "end", "title", "source", "date", "question", "note",
  "added", "link",
];

/** @param {Quote[]} quotes */
export function saveMarkdown(quotes) {
  const head = `# Sheet\n\n${count(quotes.length, "quote")}\n`;
  const text = [head, ...quotes.map(inMarkdown)].join("\n---\n\n");
  save(new Blob([text], { type: "text/markdown" }), "sheet.md");
}

/** @param {Quote[]} quotes */
export function saveCsv(quotes) {
  const rows = quotes.map((quote, i) => {
    const { text, article, start, end, title, source, date, question, note, added } = quote;
    const link = linkOf(quote);
    return [i + 1, text, article, start, end, title, source, date, question, note, added, link];
  });
  save(toCsv([COLUMNS, ...rows]), "sheet.csv");
}

/**
 * Where a quote is to be seen, with the question that found it.
 * @param {Quote} quote
 */
const linkOf = ({ question: q, article, start, end }) => absolute({ q, article, start, end });

/** @param {Quote} quote */
function inMarkdown(quote) {
  const { text, article, start, end, source, date, question, note } = quote;
  const from = [titleOf(quote), source, date && day(date)].filter((part) => part !== null);
  const lines = [
    ...text.split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/).map((line) => `> ${plain(line)}`),
    "",
    from.map((part) => plain(part || "")).join(" · "),
    "",
    `${plain(article)}, characters ${start} to ${end} · [open](<${linkOf(quote)}>)`,
  ];
  if (question) lines.push("", `Asked: ${plain(question)}`);
  if (note) lines.push("", `Note: ${note.split("\n").map(plain).join("  \n")}`);
  return `${lines.join("\n")}\n`;
}

/**
 * A line that Markdown shows as it is written.
 * @param {string} line
 */
function plain(line) {
  const escaped = line.replace(/[\\`*_[\]<>&~|$]/g, "\\$&");
  return escaped.replace(/^(\s*)([#+=-]|\d+(?=[.)]))/, (_, space, sign) =>
    /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
  );
}
