// Adding articles and reindexing, with progress and a report.

import { explain, upload } from "./api.js";
import { byId, el } from "./dom.js";
import { dropzone } from "./dropzone.js";
import * as server from "./endpoints.js";
import { count } from "./format.js";
import { lookNow } from "./status.js";

/** @import { BuildReport, BuildUpdate, OnBuildUpdate, Status } from "./endpoints.js" */

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
  const bar = el("progress", { "aria-label": doing });
  const text = el("p", {}, doing);
  report.replaceChildren(el("div", { class: "progress-line" }, bar, text));
  try {
    const last = await work(({ building }) => {
      if (!building) return;
      bar.value = building.share;
      text.textContent = building.what;
    });
    report.replaceChildren(...reportLines(last));
  } catch (error) {
    report.replaceChildren(problem(explain(error, "Gleaner has stopped.")));
  } finally {
    busy = false;
    reindex.disabled = false;
    lookNow();
  }
}

/** @param {BuildUpdate} last */
function reportLines({ report: done, saved = [], error }) {
  const lines = [];
  if (error) {
    const kept = saved.some((file) => file.saved_as) ? " The files are saved; reindex then." : "";
    lines.push(problem(error + kept));
  }
  if (done) lines.push(el("p", {}, summary(done)));
  for (const file of saved) {
    const skipped = done?.skipped.find((each) => each.path === file.saved_as);
    const reason = file.reason ?? skipped?.reason;
    if (reason) {
      lines.push(el("p", { class: "problem" }, `${file.name}: ${reason}`));
    } else if (file.saved_as !== file.name) {
      lines.push(el("p", { class: "muted" }, `${file.name} was saved as ${file.saved_as}.`));
    }
  }
  return lines;
}

/** @param {BuildReport} done */
function summary({ added, updated, removed, unchanged, skipped, seconds }) {
  const numbers = Object.entries({ added, updated, removed, unchanged }).filter(([, n]) => n);
  const what = numbers.map(([name, number]) => `${number.toLocaleString("en")} ${name}`);
  if (skipped.length) what.push(`${skipped.length} skipped`);
  return `${what.join(", ") || "Nothing to index"} in ${seconds.toFixed(1)} s.`;
}

/** @param {string} text */
const problem = (text) => el("p", { class: "problem", role: "alert" }, text);

dropzone("articles-dropzone", "articles-files", add);
reindex.addEventListener("click", () => build(server.reindex, "Reindexing"));
