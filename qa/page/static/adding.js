// Adding articles and reindexing, with progress and a report.

import { explain, upload } from "./api.js";
import { byId, el } from "./dom.js";
import { dropzone } from "./dropzone.js";
import * as server from "./endpoints.js";
import { count } from "./format.js";
import { lookNow } from "./status.js";

/** @import { BuildReport, BuildUpdate, OnBuildUpdate, Progress, Status } from "./endpoints.js" */

const SECOND = 1000; // ms
const report = byId("report");
const reindex = byId("reindex", HTMLButtonElement);
let busy = false; // whether this page waits for a build

/**
 * Offers what the server lets be changed now.
 * @param {Status} status
 */
export function draw(status) {
  byId("articles-formats").textContent = `${status.formats.join(" ")} · saved in ${status.corpus}`;
  byId("articles-dropzone").hidden = status.read_only;
  reindex.hidden = status.read_only;
  reindex.disabled = busy || Boolean(status.building);
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
  reindex.disabled = true;
  const line = new ProgressLine(doing);
  report.replaceChildren(line.element);
  try {
    const last = await work(({ building }) => building && line.show(building));
    report.replaceChildren(...reportLines(last));
  } catch (error) {
    report.replaceChildren(problem(explain(error, "Gleaner has stopped.")));
  } finally {
    line.end();
    busy = false;
    reindex.disabled = false;
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

/** @param {BuildUpdate} last */
function reportLines({ report: done, saved = [], error }) {
  const lines = [];
  if (error) {
    const kept = saved.some((file) => file.saved_as) ? " The files are saved; reindex then." : "";
    lines.push(problem(error + kept));
  }
  if (done) lines.push(el("p", {}, summary(done, saved.length > 0)));
  const failed = saved.flatMap((file) => {
    const skipped = done?.skipped.find((each) => each.path === file.saved_as);
    const reason = file.reason ?? skipped?.reason;
    return reason ? [`${file.name}: ${reason}`] : [];
  });
  if (failed.length) {
    lines.push(el("p", {}, `${count(failed.length, "file")} could not be added:`));
    lines.push(...failed.map((text) => el("p", { class: "problem" }, text)));
  }
  for (const { name, saved_as: savedAs } of saved) {
    if (savedAs && savedAs !== name) {
      lines.push(el("p", { class: "muted" }, `${name} was saved as ${savedAs}.`));
    }
  }
  return lines;
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
reindex.addEventListener("click", () => build(server.reindex, "Reindexing"));
