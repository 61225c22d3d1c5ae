// Starts the page: the address decides what is shown, the server's state is watched.

import { go, here, onChange } from "./address.js";
import * as articles from "./articles.js";
import * as ask from "./ask.js";
import { byId } from "./dom.js";
import { count } from "./format.js";
import "./keys.js";
import * as noIndex from "./no_index.js";
import { dismiss, notice } from "./notices.js";
import * as question from "./question.js";
import * as reading from "./reading.js";
import "./selected_text.js";
import * as start from "./start.js";
import { watch } from "./status.js";
import { render } from "./views.js";
import * as watching from "./watching.js";

/** @import { Progress, Status } from "./endpoints.js" */

/**
 * @param {Status} next
 * @param {Status | null} before
 * @param {boolean} wasGone
 */
function onStatus(next, before, wasGone) {
  articles.setStatus(next);
  noIndex.setStatus(next);
  if (wasGone) {
    dismiss("gone");
    render(here()); // what could not be asked or read meanwhile
  }
  drawIndexing(next.building);
  ask.setStatus(next);
  watching.setStatus(next);
  if (before && next.index_version !== before.index_version) tellUpdate(before, next);
  tellMissing(next);
  if (here().view === "articles") articles.render();
  else if (!before) render(here());
}

function onGone() {
  notice("gone", "Gleaner has stopped. Start it again; this page goes on by itself.");
}

/** @param {Progress | null} building */
function drawIndexing(building) {
  byId("indexing").hidden = !building;
  if (!building) return;
  byId("indexing-text").textContent = "Indexing";
  byId("indexing-bar", HTMLProgressElement).value = building.share;
}

/**
 * @param {Status} before
 * @param {Status} next
 */
function tellUpdate(before, next) {
  reading.forget();
  if (before.missing || next.missing) return;
  if (here().view === "articles") return; // the table shows it
  const parts = changes(before, next);
  const text = `Index updated${parts.length ? `: ${parts.join(", ")}` : ""}.`;
  const isAsked = here().view === "ask" && here().q;
  notice("updated", text, isAsked ? { words: "Ask again", act: ask.again } : null);
}

/**
 * Where an answer is read, that there is no index any more.
 * @param {Status} status
 */
function tellMissing({ missing, building, read_only: readOnly }) {
  if (!missing || building || noIndex.isSaid() || here().view === "articles") {
    dismiss("missing");
    return;
  }
  const text = "The index is missing. Until it is made again, nothing can be asked.";
  const action = { words: noIndex.wordsOf(missing), act: noIndex.make };
  notice("missing", text, readOnly ? null : action);
}

/**
 * What changed in the index, as far as it is known.
 * @param {Status} before
 * @param {Status} next
 */
function changes(before, next) {
  const last = next.last_build;
  if (last?.index_version === next.index_version) {
    const { added, updated, removed } = last;
    const known = Object.entries({ added, updated, removed }).filter(([, number]) => number);
    return known.map(([what, number]) => `${count(number, "article")} ${what}`);
  }
  const more = next.articles - before.articles;
  return more ? [`${count(Math.abs(more), "article")} ${more > 0 ? "added" : "removed"}`] : [];
}

onChange((address) => {
  const isShown = address.view === "articles" || (address.view === "ask" && !address.q);
  if (isShown) dismiss("updated"); // what changed is there to be seen
});
onChange(render);
watching.onShow(() => {
  go({});
  start.toWatched();
});
render(here());
if (here().view === "ask" && !here().q && !matchMedia("(pointer: coarse)").matches) {
  question.focus();
}
watch({ onStatus, onGone });
