// Puts the views together: the address decides what is shown, the server's state is watched.

import { ServerGone, call } from "./api.js";
import * as articles from "./articles.js";
import * as ask from "./ask.js";
import "./batch.js";
import { go, here, href, onChange, withoutArticle } from "./address.js";
import * as reading from "./reading.js";
import { count, el } from "./text.js";

const VIEWS = ["ask", "batch", "articles"];
const notices = document.getElementById("notices");
let status = null;
let gone = false; // whether the server did not answer the last time
let askAddress = {}; // what the Ask view shows, kept while another view is open

function render(address) {
  const view = VIEWS.includes(address.view) ? address.view : "ask";
  const changed = document.body.dataset.view !== view;
  if (changed) {
    reading.hide();
    document.body.dataset.view = view;
    document.getElementById("ask").hidden = view !== "ask";
    for (const name of VIEWS) document.getElementById(`view-${name}`).hidden = name !== view;
    for (const link of document.querySelectorAll("nav a")) {
      if (link.dataset.view === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.getElementById("heading").textContent =
      view === "ask" ? "Ask the articles" : view === "batch" ? "Answer a batch" : "Manage the articles";
    if (view !== "ask") document.title = `${view === "batch" ? "Batch" : "Articles"} – Gleaner`;
  }
  if (view === "ask") {
    askAddress = address;
    document.querySelector('nav a[data-view="ask"]').href = href(address);
    ask.render(address);
    return;
  }
  if (view === "articles") articles.render(status);
  if (address.article) reading.show(address);
  else reading.hide();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-view]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const view = link.dataset.view;
  if ("fresh" in link.dataset || view !== "ask") go({ view });
  else go(here().view === "ask" ? here() : askAddress);
  if (view === "ask" && !here().q) ask.focus();
});

// --- keys ---

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    if (here().view !== "ask") go(withoutArticle(askAddress));
    else if (document.body.classList.contains("sheet-open")) reading.close({ now: true });
    setTimeout(ask.focus);
  } else if (event.key === "Escape") {
    if (ask.closePanels()) return;
    if (reading.isOpen()) {
      event.preventDefault();
      reading.close();
    }
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (here().view !== "ask" || (typing && typing.id !== "question")) return;
    if (ask.walk(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  }
});

// --- the server's state ---

async function look() {
  let next;
  try {
    next = await call("status");
  } catch (error) {
    if (error instanceof ServerGone) {
      gone = true;
      notice("gone", "Gleaner has stopped. Start it again; this page goes on by itself.");
    }
    return;
  }
  const before = status;
  status = next;
  if (gone) {
    gone = false;
    dismiss("gone");
    render(here()); // what could not be asked or read meanwhile
  }
  drawIndexing(next.building);
  ask.setStatus(next);
  if (before && next.index_version !== before.index_version) {
    tellUpdate(before, next);
  }
  if (here().view === "articles") articles.render(next);
  if (!before && here().view !== "articles") render(here());
}

function tellUpdate(before, next) {
  reading.forget();
  if (here().view === "articles") return; // the table shows it
  const last = next.last_build;
  const parts = [];
  if (last?.index_version === next.index_version) {
    for (const name of ["added", "updated", "removed"]) {
      if (last[name]) parts.push(`${count(last[name], "article")} ${name}`);
    }
  } else if (next.articles !== before.articles) {
    const more = next.articles - before.articles;
    parts.push(`${count(Math.abs(more), "article")} ${more > 0 ? "added" : "removed"}`);
  }
  const text = `Index updated${parts.length ? `: ${parts.join(", ")}` : ""}.`;
  const again = here().view === "ask" && here().q;
  notice("updated", text, again ? ["Ask again", ask.again] : null);
}

function drawIndexing(building) {
  document.getElementById("indexing").hidden = !building;
  if (!building) return;
  document.getElementById("indexing-text").textContent = "Indexing";
  document.getElementById("indexing-bar").value = building.share;
}

function notice(kind, text, action = null) {
  const old = notices.querySelector(`[data-kind="${kind}"]`);
  if (old?.dataset.text === text) return;
  dismiss(kind);
  const close = el("button", { type: "button", class: "quiet", "aria-label": "Dismiss" }, "×");
  close.addEventListener("click", () => dismiss(kind));
  let act = null;
  if (action) {
    act = el("button", { type: "button", class: "quiet" }, action[0]);
    act.addEventListener("click", () => {
      dismiss(kind);
      action[1]();
    });
  }
  notices.append(
    el("div", { class: "notice", role: kind === "gone" ? "alert" : "status", "data-kind": kind, "data-text": text }, el("p", {}, text), act, close),
  );
}

function dismiss(kind) {
  notices.querySelector(`[data-kind="${kind}"]`)?.remove();
}

// Looks often while something is being indexed, seldom while nobody is looking.
async function watch() {
  for (;;) {
    if (!document.hidden) await look();
    const wait = status?.building || !status?.ready ? 700 : 3000;
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      const soon = () => {
        clearTimeout(timer);
        resolve();
      };
      addEventListener("gleaner:built", soon, { once: true });
      document.addEventListener("visibilitychange", soon, { once: true });
    });
  }
}

onChange(render);
ask.drawEarlier();
render(here());
if (here().view === "ask" && !here().q && !matchMedia("(pointer: coarse)").matches) ask.focus();
watch();
