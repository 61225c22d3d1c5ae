// Starts the page: the address decides what is shown, the server's state is watched.

import { here, onChange } from "./address.js";
import * as articles from "./articles.js";
import * as ask from "./ask.js";
import { byId } from "./dom.js";
import { count } from "./format.js";
import "./keys.js";
import { dismiss, notice } from "./notices.js";
import * as question from "./question.js";
import * as reading from "./reading.js";
import { watch } from "./status.js";
import { render } from "./views.js";

function onStatus(next, before, wasGone) {
  articles.setStatus(next);
  if (wasGone) {
    dismiss("gone");
    render(here()); // what could not be asked or read meanwhile
  }
  drawIndexing(next.building);
  ask.setStatus(next);
  if (before && next.index_version !== before.index_version) tellUpdate(before, next);
  if (here().view === "articles") articles.render();
  else if (!before) render(here());
}

function onGone() {
  notice("gone", "Gleaner has stopped. Start it again; this page goes on by itself.");
}

function drawIndexing(building) {
  byId("indexing").hidden = !building;
  if (!building) return;
  byId("indexing-text").textContent = "Indexing";
  byId("indexing-bar", HTMLProgressElement).value = building.share;
}

function tellUpdate(before, next) {
  reading.forget();
  if (here().view === "articles") return; // the table shows it
  const parts = changes(before, next);
  const text = `Index updated${parts.length ? `: ${parts.join(", ")}` : ""}.`;
  const isAnswered = here().view === "ask" && here().q;
  notice("updated", text, isAnswered ? ["Ask again", ask.again] : null);
}

// What changed in the index, as far as it is known.
function changes(before, next) {
  const last = next.last_build;
  if (last?.index_version === next.index_version) {
    const names = ["added", "updated", "removed"].filter((name) => last[name]);
    return names.map((name) => `${count(last[name], "article")} ${name}`);
  }
  const more = next.articles - before.articles;
  return more ? [`${count(Math.abs(more), "article")} ${more > 0 ? "added" : "removed"}`] : [];
}

onChange(render);
render(here());
if (here().view === "ask" && !here().q && !matchMedia("(pointer: coarse)").matches) {
  question.focus();
}
watch({ onStatus, onGone });
