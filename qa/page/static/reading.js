// The article beside the answer: whole, with the answer strong and its sentence pale.

import { go, here, takePointed, wasOpened, withoutArticle } from "./address.js";
import { explain } from "./api.js";
import { beginsOf, drawText } from "./article.js";
import { byId, el } from "./dom.js";
import { DrawnText } from "./drawn_text.js";
import * as server from "./endpoints.js";
import { fileLink } from "./file_link.js";
import * as find from "./find.js";
import { directionOf, origin, titleOf } from "./format.js";
import { drawBars, margin, passagesOf } from "./margin.js";
import * as pane from "./pane.js";
import * as pinned from "./pinned.js";
import * as rail from "./rail.js";
import * as steps from "./steps.js";
import { unitsOf } from "./text.js";

/** @import { Address } from "./address.js" */
/** @import { WholeArticle } from "./endpoints.js" */
/** @import { Row } from "./rows.js" */
/** @import { Range } from "./text.js" */

const POINTED = 1600; // ms that a place is pointed out
const scroll = byId("reading-scroll");
const holder = byId("article");
const state = {
  /** @type {string | null} */
  shown: null, // what is drawn, as a key
  /** @type {string | null} */
  loading: null, // what is on its way, as a key
  latest: 0, // the newest request; slower ones before it are dropped
};
/** @type {Row[]} */
let evidence = []; // the rows of the question that are of the article

/** @type {Set<string>} */
const closedIn = new Set(); // the views where the reader closed it: it stays so until it is opened

/**
 * Whether the reader closed it in a view, and nothing has been opened there since.
 * @param {string} view
 */
export const isClosed = (view) => closedIn.has(view);

/**
 * Opens an article at a span of it.
 * @param {Address} address
 * @param {Row[]} rows those of the question that is asked
 */
export async function show(address, rows = []) {
  const key = JSON.stringify([address.article, address.start, address.end]);
  const isPointed = takePointed();
  evidence = rows.filter((row) => row.article === address.article);
  if (state.shown === key && pane.isOpen()) {
    pane.setBusy(false);
    steps.draw(address, evidence);
    if (isPointed) point();
    return;
  }
  if (state.loading === key) return;
  state.loading = key;
  const turn = ++state.latest;
  let found;
  try {
    found = await server.article(address.article, address.start, address.end);
  } catch (error) {
    if (turn === state.latest) {
      state.loading = null;
      pane.setBusy(false);
      drawProblem(error, address);
    }
    return;
  }
  if (turn !== state.latest) return;
  state.loading = null;
  state.shown = key;
  pane.open();
  pane.setBusy(false);
  draw(found, address, rows);
  steps.draw(address, evidence);
  if (isPointed) point();
}

/** Hides it, and what is on its way. */
export function hide() {
  state.latest++;
  forget();
  pane.hide();
}

/**
 * Leaves the article: the way that the browser's back would, where that is how it was opened.
 * @param {{ now?: boolean }} [options]
 */
export function close({ now = false } = {}) {
  if (pane.isBeside()) closedIn.add(here().view);
  if (wasOpened() && here().article && !now) history.back();
  else if (here().article) go(withoutArticle(here()), { replace: true });
  else {
    hide();
    go(here(), { replace: true });
  }
}

/** What is drawn may be of an index that is no more: it is asked for again. */
export function forget() {
  state.shown = state.loading = null;
}

/**
 * An article that the page opens by itself may show again: there is a new answer.
 * @param {string} view
 */
export function reopen(view) {
  closedIn.delete(view);
}

/**
 * @param {WholeArticle} found
 * @param {Address} address
 * @param {Row[]} rows
 */
function draw(found, address, rows) {
  const text = found.text;
  holder.dir = directionOf(text);
  holder.dataset.article = found.article;
  const units = unitsOf(text);
  /** @type {(start: number, end: number, kind: string, id?: number) => Range} */
  const range = (start, end, kind, id) => ({ start: units(start), end: units(end), kind, id });
  const passages = passagesOf(evidence);
  const ranges = passages.map(([start, end], i) => range(start, end, "passage", i));
  const { start, end } = address;
  const places = evidence.flatMap((row) => row.places ?? []);
  for (const place of places) ranges.push(range(...place, "pale"));
  if (found.sentence && !places.length) ranges.push(range(...found.sentence, "pale"));
  if (start !== null && end !== null) {
    ranges.push(range(start, end, kindOf({ start, end }, found, rows)));
  }

  const body = drawText(text, found.blocks, ranges);
  const named = found.blocks[0]?.kind === "title";
  body.append(margin());

  const kicker = origin(found);
  if (found.author) kicker.push(kicker.length ? " · " : "", el("span", { dir: "auto" }, found.author));
  holder.replaceChildren(
    el("p", { class: "kicker" }, kicker.length ? kicker : "No date or source known", fileLink(found)),
    ...(named ? [] : [el("h2", { class: "headline", dir: "auto" }, titleOf(found))]),
    body,
    el("p", { class: "foot" }, el("bdi", {}, found.article), original(found.url)),
  );
  byId("reading-title").textContent = titleOf(found);
  drawBars(holder);
  pinned.draw(found, evidence);
  scroll.scrollTop = 0;
  toPlace("instant");
  const drawn = new DrawnText(body, beginsOf(body));
  rail.draw(drawn, rail.hitsOf(evidence, ranges, units));
  find.follow(drawn, body);
}

/** @returns {HTMLElement[]} the marks of the place that is opened */
function placeMarks() {
  const marks = [...holder.querySelectorAll("mark")];
  const own = marks.filter((mark) => mark.matches(".strong, .place"));
  return own.length ? own : marks;
}

/**
 * Scrolls to the place that is opened, a third down.
 * @param {ScrollBehavior} behavior
 */
function toPlace(behavior) {
  const [first] = placeMarks();
  if (!first) return;
  const below = first.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
  scroll.scrollTo({ top: scroll.scrollTop + below - scroll.clientHeight / 3, behavior });
}

/** Shows where the place is that was asked for, also where it is open already. */
function point() {
  toPlace(matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
  const marks = placeMarks();
  for (const mark of marks) mark.classList.add("flash");
  setTimeout(() => marks.forEach((mark) => mark.classList.remove("flash")), POINTED);
}

/**
 * How the span that is opened is marked: only an answer strongly.
 * @param {{ start: number, end: number }} span
 * @param {WholeArticle} found
 * @param {Row[]} rows
 */
function kindOf({ start, end }, found, rows) {
  const stated = evidence.find((row) => row.start === start && row.end === end);
  const [first, last] = found.sentence ?? [start, end];
  if (stated) return stated.guess ? "place" : "strong";
  if (evidence.some((row) => row.places)) return "place"; // words are no answer
  if (start <= first && end >= last) return "pale";
  return rows.length ? "place" : "strong"; // without a question, it is what the link is for
}

new ResizeObserver(() => {
  if (!pane.isOpen()) return;
  drawBars(holder);
  rail.layOut();
}).observe(holder);

byId("reading-close").addEventListener("click", () => close());

/**
 * @param {unknown} error
 * @param {Address} address
 */
function drawProblem(error, address) {
  pane.open();
  steps.hide();
  pinned.hide();
  rail.draw(null);
  find.follow(null, null);
  const text = explain(error, "Gleaner has stopped, so the article cannot be read.");
  byId("reading-title").textContent = "";
  holder.replaceChildren(
    el("h2", { class: "headline" }, address.article),
    el("p", { class: "problem", role: "alert" }, text),
  );
}

/** @param {string | null} url */
function original(url) {
  if (!/^https?:\/\//i.test(url ?? "")) return null;
  return [" · ", el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "original")];
}
