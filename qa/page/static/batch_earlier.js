// The batches that this browser still keeps, to be opened again or removed.

import { earlier } from "./batch_run.js";
import { remove } from "./batch_store.js";
import { byId, el } from "./dom.js";
import { moment } from "./format.js";

/** @import { Run } from "./batch_store.js" */

const area = byId("batch-earlier");
const STATES = { running: "not ended", stopped: "stopped", ended: "all asked" };

/**
 * Lists them, where there are any.
 * @param {(run: Run) => Promise<boolean>} open shows one; whether that could be done
 */
export async function list(open) {
  const runs = await earlier();
  const items = runs.map((run) => item(run, open));
  const heading = el("h3", {}, "Kept in this browser");
  area.replaceChildren(...(runs.length ? [heading, el("ul", {}, items)] : []));
}

/**
 * @param {Run} run
 * @param {(run: Run) => Promise<boolean>} open
 */
function item(run, open) {
  const name = el("span", { dir: "auto" }, run.file);
  const opener = el("button", { type: "button", class: "action" }, name);
  const about = el("span", { class: "muted" }, `${moment(run.since)} · ${STATES[run.state]}`);
  opener.addEventListener("click", async () => {
    if (!(await open(run))) about.textContent = "open in another tab, or removed there";
  });
  const remover = el("button", { type: "button", class: "quiet" }, "Remove");
  remover.setAttribute("aria-label", `Remove ${run.file}`);
  const line = el("li", {}, opener, " ", about, " ", remover);
  remover.addEventListener("click", async () => {
    await remove(run.id);
    const next = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    if (!next) area.replaceChildren();
    (next?.querySelector("button") ?? byId("batch-questions")).focus();
  });
  return line;
}
