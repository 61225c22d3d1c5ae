// What is indexed, what was skipped and why, and adding to it.

import { ServerGone, call, upload } from "./api.js";
import { href, leads } from "./address.js";
import { count, day, el } from "./text.js";
import { dropzone } from "./dropzone.js";

const STEP = 200; // rows drawn at a time
const COLUMNS = [
  ["title", "Title", ""],
  ["source", "Source", ""],
  ["date", "Date", "date"],
  ["passages", "Passages", "number"],
  ["article", "File", "file"],
];

const head = document.getElementById("articles-head");
const body = document.getElementById("articles-rows");
const filter = document.getElementById("articles-filter");
const more = document.getElementById("articles-more");
const report = document.getElementById("report");
const reindex = document.getElementById("reindex");

let articles = [];
let listed = null; // the state of the index that is listed
let sort = { column: "date", down: true };
let limit = STEP;
let busy = false;

export async function render(status) {
  if (!status) return;
  document.getElementById("articles-formats").textContent =
    `${status.formats.join(" ")} · saved in ${status.corpus}`;
  document.getElementById("articles-dropzone").hidden = status.read_only;
  reindex.hidden = status.read_only;
  reindex.disabled = busy || Boolean(status.building);
  const problem = document.getElementById("articles-problem");
  problem.hidden = !status.problem;
  problem.textContent = status.problem ?? "";
  // A build that changes no article can still skip other files than the one before.
  const state = JSON.stringify([status.index_version, status.skipped, status.last_build]);
  if (listed === state) return;
  listed = state;
  try {
    const found = await call("articles");
    articles = found.articles;
    drawSkipped(found.skipped);
  } catch {
    listed = null; // asked for again with the next status
    return;
  }
  const passages = articles.reduce((sum, each) => sum + each.passages, 0);
  document.getElementById("articles-count").textContent =
    `${count(articles.length, "article")}, ${count(passages, "passage")}`;
  document.getElementById("articles-listed").hidden = articles.length === 0;
  draw();
}

// --- the table ---

for (const [name, label, kind] of COLUMNS) {
  const button = el("button", { type: "button" }, label);
  button.addEventListener("click", () => {
    const down = sort.column === name ? !sort.down : name === "date" || name === "passages";
    sort = { column: name, down };
    draw();
  });
  head.append(el("th", { scope: "col", class: kind, "data-column": name }, button));
}

filter.addEventListener("input", () => {
  limit = STEP;
  draw();
});

more.addEventListener("click", () => {
  limit += STEP * 5;
  draw();
});

function draw() {
  const wanted = fold(filter.value).split(/\s+/).filter(Boolean);
  const rows = articles.filter((each) => {
    const text = fold([each.title, each.source, each.article, each.date, each.date && day(each.date)].join(" "));
    return wanted.every((word) => text.includes(word));
  });
  rows.sort(compare);
  for (const cell of head.children) {
    const on = cell.dataset.column === sort.column;
    if (on) cell.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
  body.replaceChildren(...rows.slice(0, limit).map(tableRow));
  if (!rows.length) {
    body.append(el("tr", {}, el("td", { colspan: COLUMNS.length, class: "muted" }, "No article matches.")));
  }
  more.hidden = rows.length <= limit;
  more.textContent = count(rows.length - limit, "more article");
}

// What is not known comes last, whichever way the column is sorted.
function compare(a, b) {
  const [x, y] = [a[sort.column], b[sort.column]];
  if (x === y || (!x && !y)) return a.article.localeCompare(b.article, undefined, { numeric: true });
  if (!x && x !== 0) return 1;
  if (!y && y !== 0) return -1;
  const order =
    typeof x === "number" ? x - y : x.localeCompare(y, undefined, { numeric: true, sensitivity: "base" });
  return sort.down ? -order : order;
}

function tableRow(each) {
  const address = { view: "articles", article: each.article };
  const link = el("a", { href: href(address), dir: "auto" }, each.title || each.article);
  leads(link, address, { opened: true });
  return el(
    "tr",
    {},
    el("td", {}, link),
    el("td", { dir: "auto" }, each.source ?? ""),
    el("td", { class: "date" }, each.date ? day(each.date) : ""),
    el("td", { class: "number" }, String(each.passages), el("span", { class: "unit" }, each.passages === 1 ? " passage" : " passages")),
    el("td", { class: "file" }, el("bdi", {}, each.article)),
  );
}

function drawSkipped(skipped) {
  const holder = document.getElementById("skipped");
  if (!skipped.length) {
    holder.replaceChildren();
    return;
  }
  holder.replaceChildren(
    el("h3", {}, "Skipped ", el("span", { class: "muted figure" }, String(skipped.length))),
    el("dl", { class: "skipped" }, skipped.map((each) => el("div", {}, el("dt", { dir: "auto" }, each.path), el("dd", { dir: "auto" }, each.reason)))),
  );
}

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// --- adding and reindexing ---

dropzone("articles-dropzone", "articles-files", async (files) => {
  if (!files.length || busy) return;
  await build(async (onUpdate) => {
    const sent = await upload(files);
    return call("add_articles", { files: sent }, { onUpdate });
  }, `Adding ${count(files.length, "file")}`);
});

reindex.addEventListener("click", () => build((onUpdate) => call("reindex", {}, { onUpdate }), "Reindexing"));

async function build(work, doing) {
  busy = true;
  reindex.disabled = true;
  const bar = el("progress", { "aria-label": doing });
  const text = el("p", {}, doing);
  report.replaceChildren(el("div", { class: "progress-line" }, bar, text));
  try {
    const last = await work((update) => {
      if (!update.building) return;
      bar.value = update.building.share;
      text.textContent = update.building.what;
    });
    drawReport(last);
  } catch (error) {
    const gone = error instanceof ServerGone;
    report.replaceChildren(el("p", { class: "problem", role: "alert" }, gone ? "Gleaner has stopped." : error.message));
  } finally {
    busy = false;
    reindex.disabled = false;
    dispatchEvent(new Event("gleaner:built"));
  }
}

function drawReport({ report: done, saved = [], error = null }) {
  const lines = [];
  if (error) {
    const kept = saved.some((file) => file.saved_as) ? " The files are saved; reindex then." : "";
    lines.push(el("p", { class: "problem", role: "alert" }, error + kept));
  }
  const parts = ["added", "updated", "removed", "unchanged"].filter((name) => done?.[name]);
  if (done) {
    const what = parts.map((name) => `${done[name].toLocaleString("en")} ${name}`);
    if (done.skipped.length) what.push(`${done.skipped.length} skipped`);
    lines.push(el("p", {}, `${what.join(", ") || "Nothing to index"} in ${done.seconds.toFixed(1)} s.`));
  }
  for (const file of saved) {
    const skipped = done?.skipped.find((each) => each.path === file.saved_as);
    const reason = file.reason ?? skipped?.reason;
    if (reason) lines.push(el("p", { class: "problem" }, `${file.name}: ${reason}`));
    else if (file.saved_as !== file.name) lines.push(el("p", { class: "muted" }, `${file.name} was saved as ${file.saved_as}.`));
  }
  report.replaceChildren(...lines);
}
