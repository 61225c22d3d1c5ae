// The article beside the answer: whole, with the answer strong and its sentence pale.

import { call } from "./api.js";
import { drawText } from "./article.js";
import { go, here, withoutArticle } from "./place.js";
import { el, origin, titleOf, unitsOf } from "./text.js";

const pane = document.getElementById("reading");
const scroll = document.getElementById("reading-scroll");
const holder = document.getElementById("article");
const steps = document.getElementById("steps");
const wide = matchMedia("(min-width: 68.75rem)");

let shown = null; // what is drawn, as a key
let opener = null; // where the focus goes back to
let evidence = []; // the rows of the question that is being looked at
let latest = 0; // the newest request; slower ones before it are dropped
let bars = [];
let loading = null; // what is on its way, as a key
let closed = false; // whether the reader closed it: it opens again when something is opened

export const isWide = () => wide.matches;
export const isOpen = () => !pane.hidden;
export const isClosed = () => closed;

// Opens an article at a place of it. `rows` are the evidence rows of the question.
export async function show(place, rows = []) {
  const key = JSON.stringify([place.article, place.start, place.end]);
  evidence = rows.filter((row) => row.article === place.article);
  if (shown === key && isOpen()) {
    drawSteps(place);
    return;
  }
  if (loading === key) return;
  loading = key;
  const turn = ++latest;
  const values = { article: place.article, start: place.start, end: place.end };
  let found;
  try {
    found = await call("article", values);
  } catch (error) {
    if (turn === latest) {
      loading = null;
      drawProblem(error, place);
    }
    return;
  }
  if (turn !== latest) return;
  loading = null;
  shown = key;
  reveal();
  draw(found, place, rows);
  drawSteps(place);
}

export function hide() {
  latest++;
  shown = loading = null;
  if (pane.hidden) return;
  const within = pane.contains(document.activeElement);
  pane.hidden = true;
  document.body.classList.remove("sheet-open");
  setInert(false);
  if (within || document.activeElement === document.body) opener?.focus({ preventScroll: true });
  opener = null;
}

// Leaves the article: the way that the browser's back would, where that is how it was opened.
export function close({ now = false } = {}) {
  closed = document.body.dataset.view === "ask";
  if (history.state?.opened && here().article && !now) history.back();
  else if (here().article) go(withoutArticle(here()), { replace: true });
  else {
    hide();
    go(here(), { replace: true });
  }
}

export function forget() {
  shown = loading = null;
}

// An article that the page opens by itself may show again: there is a new answer.
export function reopen() {
  closed = false;
}

function reveal() {
  const sheet = !isWide() || document.body.dataset.view !== "ask";
  const active = document.activeElement;
  if (active !== document.body && !pane.contains(active)) opener = active;
  pane.hidden = false;
  document.body.classList.toggle("sheet-open", sheet);
  pane.setAttribute("role", sheet ? "dialog" : "region");
  setInert(sheet);
  if (sheet) scroll.focus({ preventScroll: true }); // so that keys scroll it
}

// What lies under the sheet is out of reach until it is closed.
function setInert(inert) {
  for (const id of ["top", "ask", "views"]) document.getElementById(id).inert = inert;
}

wide.addEventListener("change", () => {
  if (isOpen()) reveal();
});

function draw(found, place, rows) {
  const text = found.text;
  const units = unitsOf(text);
  const range = (start, end, kind, id) => ({ start: units(start), end: units(end), kind, id });
  const ranges = passages().map(([start, end], i) => range(start, end, "passage", i));
  const [start, end] = [place.start, place.end];
  if (found.sentence) ranges.push(range(...found.sentence, "pale"));
  const answers = rows.some((row) => row.start === start && row.end === end);
  const whole = found.sentence && found.sentence[0] === start && found.sentence[1] === end && !answers;
  if (start !== null && !whole) ranges.push(range(start, end, "strong"));

  const body = drawText(text, found.blocks, ranges);
  const named = found.blocks[0]?.kind === "title";
  const margin = el("div", { class: "margin", "aria-hidden": "true" });
  body.append(margin);

  const kicker = origin(found);
  if (found.author) kicker.push(kicker.length ? " · " : "", el("span", { dir: "auto" }, found.author));
  holder.replaceChildren(
    el("p", { class: "kicker" }, kicker.length ? kicker : "No date or source known"),
    ...(named ? [] : [el("h2", { class: "headline", dir: "auto" }, titleOf(found))]),
    body,
    el("p", { class: "foot" }, el("bdi", {}, found.article), address(found.url)),
  );
  document.getElementById("reading-title").textContent = titleOf(found);
  bars = ranges.filter((each) => each.kind === "passage").map((each) => each.id);
  drawMargin();
  const target = holder.querySelector("mark.strong") ?? holder.querySelector("mark");
  scroll.scrollTop = 0;
  if (target) {
    const below = target.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    scroll.scrollTop = below - scroll.clientHeight / 3;
  }
}

// The passages found in this article; those that overlap are one stretch of the margin.
function passages() {
  const merged = [];
  const spans = evidence.map((row) => [row.passage_start, row.passage_end]);
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function drawMargin() {
  const margin = holder.querySelector(".margin");
  if (!margin || pane.hidden) return;
  const top = margin.parentElement.getBoundingClientRect().top;
  margin.replaceChildren(
    ...bars.flatMap((id) => {
      const parts = [...holder.querySelectorAll(`[data-passage="${id}"]`)];
      if (!parts.length) return [];
      const bar = el("span");
      const first = parts[0].getClientRects()[0];
      const last = [...parts[parts.length - 1].getClientRects()].pop();
      bar.style.top = `${first.top - top}px`;
      bar.style.height = `${last.bottom - first.top}px`;
      return [bar];
    }),
  );
}

new ResizeObserver(drawMargin).observe(holder);

// Up and down through the places of this article that bear on the question.
function places() {
  const all = evidence.map((row) => ({
    start: row.start ?? row.sentence_start,
    end: row.end ?? row.sentence_end,
  }));
  return all.sort((a, b) => a.start - b.start);
}

function drawSteps(place) {
  const all = places();
  const at = all.findIndex((each) => each.start === place.start && each.end === place.end);
  steps.hidden = all.length < 2;
  document.getElementById("steps-text").textContent =
    at < 0 ? `${all.length} places` : `${at + 1} of ${all.length}`;
  document.getElementById("step-back").disabled = at === 0;
  document.getElementById("step-on").disabled = at === all.length - 1;
  steps.dataset.at = at;
}

function step(by) {
  const all = places();
  const next = all[Number(steps.dataset.at) + by];
  if (!next) return;
  const article = evidence[0].article;
  go({ ...here(), article, ...next }, { replace: Boolean(here().article), opened: true });
}

document.getElementById("step-back").addEventListener("click", () => step(-1));
document.getElementById("step-on").addEventListener("click", () => step(1));
document.getElementById("reading-close").addEventListener("click", () => close());

function drawProblem(error, place) {
  reveal();
  steps.hidden = true;
  const text = error.message || "Gleaner has stopped, so the article cannot be read.";
  document.getElementById("reading-title").textContent = "";
  holder.replaceChildren(
    el("h2", { class: "headline" }, place.article),
    el("p", { class: "problem", role: "alert" }, text),
  );
}

function address(url) {
  if (!/^https?:\/\//i.test(url ?? "")) return null;
  return [" · ", el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "original")];
}
