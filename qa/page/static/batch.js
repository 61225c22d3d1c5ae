// A file of questions, answered one after another.

import { ServerGone, call, upload } from "./api.js";
import { href, leads } from "./address.js";
import { count, day, el, percent, titleOf } from "./text.js";
import { dropzone } from "./dropzone.js";

const SHOWN = 1000;
const run = document.getElementById("batch-run");
const bar = document.getElementById("batch-bar");
const text = document.getElementById("batch-text");
const rows = document.getElementById("batch-rows");
const table = document.getElementById("batch-table");
const stop = document.getElementById("batch-stop");
const downloads = document.getElementById("batch-downloads");
let current = null;

dropzone("batch-dropzone", "batch-file", async ([file]) => {
  if (!file) return;
  current?.abort();
  const mine = (current = new AbortController());
  run.hidden = false;
  table.hidden = true;
  stop.hidden = false;
  rows.replaceChildren();
  downloads.replaceChildren();
  text.classList.remove("problem");
  text.textContent = `Reading ${file.name}`;
  bar.removeAttribute("value");
  let answered = 0;
  let failed = 0;
  const update = (report) => {
    if (mine.signal.aborted || !report.line) return;
    bar.max = report.total || 1;
    bar.value = report.done;
    const row = JSON.parse(report.line);
    if (row.answered) answered++;
    if (row.error) failed++;
    table.hidden = false;
    if (rows.childElementCount < SHOWN) rows.append(tableRow(row));
    text.textContent = `${report.done.toLocaleString("en")} of ${count(report.total, "question")}`;
  };
  try {
    const [questions] = await upload([file]);
    const last = await call("batch", { questions }, { onUpdate: update, signal: mine.signal });
    const parts = [`${answered} of ${count(last.total, "question")} answered`];
    if (failed) parts.push(`${failed} could not be asked`);
    if (last.total > SHOWN) parts.push(`first ${SHOWN} shown`);
    text.textContent = parts.join(" · ");
    bar.value = bar.max;
    downloads.replaceChildren(
      ...Object.entries(last.downloads).map(([kind, url]) =>
        el("a", { class: "button", href: url, download: true }, `Download ${kind.toUpperCase()}`),
      ),
    );
  } catch (error) {
    if (error.name === "AbortError") return;
    if (!bar.hasAttribute("value")) bar.value = 0;
    text.classList.add("problem");
    text.textContent =
      error instanceof ServerGone ? "Gleaner has stopped. Start it and choose the file again." : error.message;
  } finally {
    if (current === mine) stop.hidden = true;
  }
});

stop.addEventListener("click", () => {
  current?.abort();
  stop.hidden = true;
  if (!bar.hasAttribute("value")) bar.value = 0;
  text.textContent = table.hidden ? "Stopped" : `Stopped after ${text.textContent}`;
});

function tableRow(row) {
  const { question: q, article, start, end } = row;
  let answer;
  if (row.error) answer = el("span", { class: "problem" }, row.error);
  else if (row.answered) answer = el("b", { dir: "auto" }, row.answer);
  else answer = el("span", { class: "muted" }, "No answer found");
  const found = row.answered && article;
  const inside = (address, name) => leads(el("a", { href: href(address), dir: "auto" }, name), address);
  return el(
    "tr",
    {},
    el("td", { dir: "auto" }, el("div", { class: "clamp" }, row.error ? q : inside({ q }, q))),
    el("td", {}, answer),
    el("td", { class: "number" }, row.answered ? percent(row.confidence) : ""),
    el("td", {}, found ? inside({ q, article, start, end }, titleOf(row)) : ""),
    el("td", { class: "date" }, found && row.date ? day(row.date) : ""),
  );
}
