// Articles that were removed, each with a button that puts it back.

import { byId, el } from "./dom.js";
import * as edits from "./edits.js";
import * as server from "./endpoints.js";
import { day } from "./format.js";

/** @import { Removed } from "./endpoints.js" */

const area = byId("removed");
const SECOND = 1000; // ms

/** Asks for them and draws them. */
export async function drawRemoved() {
  let found;
  try {
    found = await server.removedArticles();
  } catch {
    return; // it is drawn with the next change
  }
  const hadFocus = area.contains(document.activeElement);
  area.replaceChildren(...list(found.removed));
  if (hadFocus) (area.querySelector("button") ?? byId("articles-filter")).focus();
}

/** @param {Removed[]} removed */
function list(removed) {
  if (!removed.length) return [];
  const number = el("span", { class: "muted figure" }, String(removed.length));
  return [
    el("h3", {}, "Removed ", number),
    el("dl", { class: "skipped" }, removed.map(row)),
    el("p", { class: "fine" }, "Removed files are deleted after 30 days."),
  ];
}

/** @param {Removed} removed */
function row({ id, article, title, removed_at: at }) {
  const button = el("button", { type: "button", class: "action" }, "Put back");
  button.setAttribute("aria-label", `Put back ${title ?? article}`);
  button.addEventListener("click", () => edits.restore([id]));
  const when = day(new Date(at * SECOND).toISOString().slice(0, 10));
  return el(
    "div",
    {},
    el("dt", { dir: "auto" }, title ?? article),
    el("dd", {}, el("bdi", {}, article), ` · ${when} · `, button),
  );
}
