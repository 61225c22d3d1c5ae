// Adding articles and reindexing, with progress and a report, whose place is kept so that nothing
// beneath it moves; which files were not added stands after the articles.

import { explain, upload } from "./api.js";
import { byId, el } from "./dom.js";
import { dropzone } from "./dropzone.js";
import * as server from "./endpoints.js";
import { count } from "./format.js";
import { lookNow } from "./status.js";

/** @import { BuildReport, BuildUpdate, OnBuildUpdate, Progress, Status } from "./endpoints.js" */

const SECOND = 1000; // ms
const report = byId("report");
const outcome = byId("outcome");
const reindex = byId("reindex");
let busy = false; // whether this page waits for a build

/**
 * Offers what the server lets be changed now.
 * @param {Status} status
 */
export function draw(status) {
  byId("articles-formats").textContent = `${status.formats.join(" ")} · saved in ${status.corpus}`;
  byId("articles-dropzone").hidden = status.read_only;
  reindex.hidden = status.read_only;
  setBusy(busy || Boolean(status.building));
}

// Not disabled: whoever has pressed it keeps the keyboard there.
/** @param {boolean} isBusy */
function setBusy(isBusy) {
  reindex.setAttribute("aria-disabled", String(isBusy));
}

/** @param {File[]} files */
async function add(files) {
  if (!files.length || busy) return;
  /** @param {OnBuildUpdate} onUpdate */
  const work = async (onUpdate) => server.addArticles(await upload(files), onUpdate);
  await build(work, `Adding ${count(files.length, "file")}`);
}

/**
 * Does the work, drawing how far it is and at last what came of it.
 * @param {(onUpdate: OnBuildUpdate) => Promise<BuildUpdate>} work
 * @param {string} doing
 */
async function build(work, doing) {
  busy = true;
  setBusy(true);
  const line = new ProgressLine(doing);
  report.replaceChildren(line.element);
  outcome.replaceChildren();
  try {
    const last = await work(({ building }) => building && line.show(building));
    const files = filesOf(last);
    report.replaceChildren(...reportLines(last, files));
    outcome.replaceChildren(...lists(files));
  } catch (error) {
    report.replaceChildren(problem(explain(error, "Gleaner has stopped.")));
  } finally {
    line.end();
    busy = false;
    setBusy(false);
    lookNow();
  }
}

// How far it is: the share that is done, what is being done, and for how long.
class ProgressLine {
  /** @param {string} doing until it is known what */
  constructor(doing) {
    this.bar = el("progress", { "aria-label": doing });
    this.text = el("p", {}, doing);
    this.time = el("p", { class: "figure", "aria-hidden": "true" });
    this.element = el("div", { class: "progress-line" }, this.bar, this.time, this.text);
    const began = performance.now();
    this.timer = setInterval(() => {
      const seconds = Math.round((performance.now() - began) / 1000);
      const share = this.bar.hasAttribute("value") ? `${Math.round(100 * this.bar.value)}% · ` : "";
      this.time.textContent = `${share}${seconds} s`;
    }, SECOND);
  }

  /** @param {Progress} building */
  show({ share, what }) {
    this.bar.value = share;
    if (this.text.textContent !== what) this.text.textContent = what;
  }

  end() {
    clearInterval(this.timer);
  }
}

/**
 * Files that were given, each with what there is to say of it.
 * @typedef {{ failed: string[][], renamed: string[][] }} Files
 */

/**
 * Those that were not added, with the reason, and those that have another name now.
 * @param {BuildUpdate} last
 * @returns {Files}
 */
function filesOf({ report: done, saved = [] }) {
  const failed = saved.flatMap((file) => {
    const skipped = done?.skipped.find((each) => each.path === file.saved_as);
    const reason = file.reason ?? skipped?.reason;
    return reason ? [[file.name, reason]] : [];
  });
  const renamed = saved.flatMap(({ name, saved_as: savedAs }) =>
    savedAs && savedAs !== name ? [[name, savedAs]] : [],
  );
  return { failed, renamed };
}

/**
 * @param {BuildUpdate} last
 * @param {Files} files
 */
function reportLines({ report: done, saved = [], error }, { failed, renamed }) {
  const kept = saved.some((file) => file.saved_as) ? " The files are saved; reindex then." : "";
  const words = [
    done ? summary(done, saved.length > 0) : "",
    failed.length ? `${count(failed.length, "file")} could not be added.` : "",
    renamed.length ? `${count(renamed.length, "file")} saved under another name.` : "",
  ].filter(Boolean);
  const shower = failed.length + renamed.length ? [" ", showButton()] : [];
  return [
    ...(error ? [problem(error + kept)] : []),
    ...(words.length ? [el("p", {}, words.join(" "), ...shower)] : []),
  ];
}

function showButton() {
  const button = el("button", { type: "button", class: "action" }, "Show which");
  button.addEventListener("click", () => outcome.querySelector("h3")?.focus());
  return button;
}

/** @param {Files} files */
const lists = ({ failed, renamed }) => [
  ...list("Not added", failed),
  ...list("Saved under another name", renamed),
];

/**
 * @param {string} heading
 * @param {string[][]} files
 */
function list(heading, files) {
  if (!files.length) return [];
  const number = el("span", { class: "muted figure" }, String(files.length));
  const rows = files.map(([name, words]) =>
    el("div", {}, el("dt", { dir: "auto" }, name), el("dd", { dir: "auto" }, words)),
  );
  return [el("h3", { tabindex: "-1" }, `${heading} `, number), el("dl", { class: "skipped" }, rows)];
}

/**
 * @param {BuildReport} done
 * @param {boolean} isOfFiles that were added, and are told of one by one
 */
function summary({ added, updated, removed, unchanged, skipped, seconds }, isOfFiles) {
  const numbers = Object.entries({ added, updated, removed, unchanged }).filter(([, n]) => n);
  const what = numbers.map(([name, number]) => `${number.toLocaleString("en")} ${name}`);
  if (skipped.length && !isOfFiles) what.push(`${skipped.length} skipped`);
  return `${what.join(", ") || "Nothing to index"} in ${seconds.toFixed(1)} s.`;
}

/** @param {string} text */
const problem = (text) => el("p", { class: "problem", role: "alert" }, text);

dropzone("articles-dropzone", "articles-files", add);
reindex.addEventListener("click", () => {
  if (reindex.getAttribute("aria-disabled") !== "true") build(server.reindex, "Reindexing");
});
