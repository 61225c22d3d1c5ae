// Adding articles and reindexing, with progress and a report.

import { ServerGone, upload } from "./api.js";
import { byId, el } from "./dom.js";
import { dropzone } from "./dropzone.js";
import * as server from "./endpoints.js";
import { count } from "./format.js";
import { lookNow } from "./status.js";

const report = byId("report");
const reindex = byId("reindex", HTMLButtonElement);
let busy = false; // whether this page waits for a build

// Offers what the server lets be changed now.
export function draw(status) {
  byId("articles-formats").textContent = `${status.formats.join(" ")} · saved in ${status.corpus}`;
  byId("articles-dropzone").hidden = status.read_only;
  reindex.hidden = status.read_only;
  reindex.disabled = busy || Boolean(status.building);
}

async function add(files) {
  if (!files.length || busy) return;
  const work = async (onUpdate) => server.addArticles(await upload(files), onUpdate);
  await build(work, `Adding ${count(files.length, "file")}`);
}

// Does the work, drawing how far it is and at last what came of it.
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
    report.replaceChildren(
      problem(error instanceof ServerGone ? "Gleaner has stopped." : error.message),
    );
  } finally {
    busy = false;
    reindex.disabled = false;
    lookNow();
  }
}

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

function summary(done) {
  const parts = ["added", "updated", "removed", "unchanged"].filter((name) => done[name]);
  const what = parts.map((name) => `${done[name].toLocaleString("en")} ${name}`);
  if (done.skipped.length) what.push(`${done.skipped.length} skipped`);
  return `${what.join(", ") || "Nothing to index"} in ${done.seconds.toFixed(1)} s.`;
}

const problem = (text) => el("p", { class: "problem", role: "alert" }, text);

dropzone("articles-dropzone", "articles-files", add);
reindex.addEventListener("click", () => build(server.reindex, "Reindexing"));
