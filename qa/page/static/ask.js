// The question, its answer and the evidence.

import { ServerGone, call } from "./api.js";
import { filtersOf, go, here, href, leads, withoutArticle } from "./place.js";
import * as reading from "./reading.js";
import { answer, copy, count, day, el, origin, percent, sentence, titleOf } from "./text.js";

const form = document.getElementById("ask");
const field = document.getElementById("question");
const start = document.getElementById("start");
const area = document.getElementById("result");
const working = document.getElementById("working");
const FIRST_ROWS = 8;
const KEPT_RESULTS = 30;

let drawn = null; // the key of the result on the page
let result = null;
let asking = null; // the request under way
let askingKey = null; // what it asks
let shownQuestion = null; // the address's question that the field was last given
let status = null;
const results = new Map(); // key -> result, so that back and forward draw at once

// Draws what the address says.
export async function render(place) {
  // What is being typed stays while the rest of the address changes.
  if (place.q !== shownQuestion) field.value = place.q;
  shownQuestion = place.q;
  document.body.classList.toggle("asked", Boolean(place.q));
  drawFilters(place);
  if (!place.q) {
    asking?.abort();
    askingKey = null;
    drawn = result = null;
    area.hidden = true;
    working.hidden = true;
    document.title = "Gleaner";
    drawStart();
  } else {
    start.hidden = true;
    document.title = `${place.q} – Gleaner`;
    const key = keyOf(place);
    if (key !== drawn) {
      if (key === askingKey) return; // it is drawn when the answer comes
      if (!place.article) reading.hide();
      if (!(await ask(place, key))) return;
      place = here();
    }
  }
  drawArticle(place);
}

// Asks again what is on the page, after the index has changed.
export function again() {
  asking?.abort();
  askingKey = null;
  results.clear();
  reading.forget();
  drawn = null;
  render(here());
}

export function setStatus(next) {
  const first = status === null;
  const changed = first || next.index_version !== status.index_version;
  status = next;
  if (!first && next.ready && !here().q && start.querySelector(".starting")) drawStart(true);
  working.setAttribute("aria-label", next.ready ? "Searching" : "Starting");
  if (changed) {
    if (!first) results.clear();
    drawSources(next.sources);
    if (!here().q) drawStart(true);
  }
}

export function focus() {
  field.focus();
  field.select();
}

function keyOf(place) {
  return JSON.stringify([place.q, place.after, place.before, place.source]);
}

async function ask(place, key) {
  asking?.abort();
  const mine = (asking = new AbortController());
  askingKey = key;
  const late = setTimeout(() => {
    working.hidden = false;
    if (status && !status.ready && !drawn) {
      area.hidden = false;
      area.replaceChildren(el("p", { class: "muted" }, "Starting; the first answer takes some seconds."));
    }
  }, 250);
  area.setAttribute("aria-busy", "true");
  let problem = null;
  let found = results.get(key);
  try {
    found ??= await call("ask", { question: place.q, ...filtersOf(place) }, { signal: mine.signal });
  } catch (error) {
    if (error.name === "AbortError") return false;
    problem = error;
  } finally {
    clearTimeout(late);
    if (asking === mine) {
      askingKey = null;
      working.hidden = true;
      area.removeAttribute("aria-busy");
    }
  }
  if (asking !== mine || mine.signal.aborted) return false;
  area.hidden = false;
  if (problem) {
    drawn = problem instanceof ServerGone ? null : key;
    result = null;
    reading.hide();
    drawProblem(problem);
    return false;
  }
  results.set(key, found);
  if (results.size > KEPT_RESULTS) results.delete(results.keys().next().value);
  drawn = key;
  result = found;
  remember(place.q);
  reading.reopen();
  drawResult(place);
  return true;
}

function drawArticle(place) {
  const rows = rowsOf(result);
  if (place.article) {
    reading.reopen();
    const same = place.start === null && result?.answered && result.article === place.article;
    reading.show(same ? { ...place, ...placeOf(rows[0]) } : place, rows);
  } else if (result?.answered && reading.isWide() && !reading.isClosed()) {
    reading.show({ ...place, ...placeOf(rows[0]) }, rows);
  } else {
    reading.hide();
  }
  const current = place.article ? place : result?.answered ? placeOf(rows[0]) : {};
  for (const link of area.querySelectorAll("a.row")) {
    const same = link.dataset.place === JSON.stringify(placeOf(current));
    if (same && (place.article || (reading.isWide() && !reading.isClosed()))) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Every row of the result, the answer first where there is one.
function rowsOf(found) {
  if (!found) return [];
  return found.answered ? [answerRow(found), ...found.evidence] : found.evidence;
}

function answerRow(found) {
  const passage = (found.passages ?? []).find(
    (each) =>
      each.article === found.article && each.start <= found.start && each.end >= found.end,
  );
  return {
    ...found,
    passage_start: passage?.start ?? found.sentence_start,
    passage_end: passage?.end ?? found.sentence_end,
  };
}

function placeOf(row) {
  return {
    article: row.article,
    start: row.start ?? row.sentence_start,
    end: row.end ?? row.sentence_end,
  };
}

// --- drawing ---

function drawResult(place) {
  const found = result;
  const rows = found.evidence;
  if (found.answered) {
    area.replaceChildren(answerBlock(found, place), evidenceBlock("Other passages", rows, place));
    const words = area.querySelector(".answer").textContent;
    announce(`Answer: ${words}. ${capital(found.confidence_word)}.`);
  } else {
    area.replaceChildren(
      el(
        "section",
        { class: "no-answer" },
        el("h2", {}, "No answer found"),
        el("p", { class: "muted" }, searched(found.searched, place)),
      ),
      evidenceBlock("Nearest misses", rows, place),
    );
    announce("No answer found.");
  }
}

function answerBlock(found, place) {
  const row = answerRow(found);
  const size = found.answer.length <= 28 ? "short" : found.answer.length <= 90 ? "middling" : "long";
  const link = { ...withoutArticle(place), ...placeOf(row) };
  return el(
    "section",
    { class: "answer-block", "aria-label": "Answer" },
    el(
      "div",
      { class: "answer-line" },
      el("h2", { class: `answer ${size}`, dir: "auto" }, answer(found)),
      confidence(found),
    ),
    found.answer === found.sentence
      ? null
      : el("blockquote", { class: "quote", dir: "auto" }, sentence({ ...row, marks: [] })),
    el(
      "p",
      { class: "from" },
      el("span", { class: "from-title", dir: "auto" }, titleOf(found)),
      el("span", { class: "from-origin" }, origin(found)),
    ),
    el(
      "p",
      { class: "actions" },
      opening(el("a", { class: "action", href: href(link) }, "Open article"), link),
      copying("Copy quote", () => quote(found, link)),
      copying("Copy link", () => new URL(href(link), location.href).href),
    ),
  );
}

function confidence(found) {
  return el(
    "p",
    { class: "confidence" },
    found.confidence_word,
    " ",
    el("span", { class: "figure" }, percent(found.confidence)),
  );
}

function evidenceBlock(name, rows, place) {
  if (!rows.length) return "";
  const list = el("div", { class: "groups" });
  const draw = (limit) => {
    const groups = new Map();
    for (const row of rows.slice(0, limit)) {
      if (!groups.has(row.article)) groups.set(row.article, []);
      groups.get(row.article).push(row);
    }
    list.replaceChildren(...[...groups.values()].map((group) => groupBlock(group, place)));
  };
  draw(FIRST_ROWS);
  const rest = rows.length - FIRST_ROWS;
  const more =
    rest > 0 &&
    el("button", { type: "button", class: "quiet more" }, `${count(rest, "more passage")}`);
  if (more) {
    more.addEventListener("click", () => {
      draw(rows.length);
      more.remove();
      drawArticle(here());
      area.querySelectorAll("a.row")[FIRST_ROWS]?.focus({ preventScroll: true });
    });
  }
  return el(
    "section",
    { class: "evidence", "aria-labelledby": "evidence-heading" },
    el(
      "h2",
      { id: "evidence-heading" },
      name,
      " ",
      el("span", { class: "muted figure" }, String(rows.length)),
    ),
    list,
    more || null,
  );
}

function groupBlock(group, place) {
  const first = group[0];
  return el(
    "section",
    { class: "group" },
    el("h3", { dir: "auto" }, titleOf(first)),
    el("p", { class: "from-origin" }, origin(first)),
    el(
      "ul",
      {},
      group.map((row) => {
        const link = { ...withoutArticle(place), ...placeOf(row) };
        const anchor = el(
          "a",
          {
            class: "row",
            dir: "auto",
            href: href(link),
            "data-place": JSON.stringify(placeOf(row)),
          },
          sentence(row),
        );
        return el("li", {}, opening(anchor, link));
      }),
    ),
  );
}

function opening(anchor, link) {
  anchor.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const replace = Boolean(here().article);
    go(link, { replace, opened: !replace || Boolean(history.state?.opened) });
  });
  return anchor;
}

function copying(name, text) {
  const label = el("span", {}, name);
  const button = el("button", { type: "button", class: "action" }, label);
  button.addEventListener("click", async () => {
    await copy(text());
    button.style.width = `${button.offsetWidth}px`; // its neighbours stay where they are
    label.textContent = "Copied";
    announce("Copied");
    setTimeout(() => {
      label.textContent = name;
      button.style.width = "";
    }, 1600);
  });
  return button;
}

function quote(found, link) {
  const from = [titleOf(found), found.source, found.date && day(found.date)].filter(Boolean);
  return `“${found.sentence}”\n${from.join(", ")}\n${new URL(href(link), location.href).href}`;
}

function searched(what, place) {
  if (!what.articles) return "No article matches these filters.";
  const within = place.after || place.before || place.source ? " within the filters" : "";
  const amount = `${count(what.articles, "article")}, ${count(what.passages, "passage")}`;
  return `Searched ${amount}${within}${dates(what)}.`;
}

function dates(what) {
  if (!what.first_date) return "";
  const range =
    what.first_date === what.last_date
      ? day(what.first_date)
      : `${day(what.first_date)} – ${day(what.last_date)}`;
  return `, ${range}${what.undated ? ` and ${what.undated} without a date` : ""}`;
}

function drawProblem(error) {
  const gone = error instanceof ServerGone;
  const text = gone ? "Gleaner has stopped. The question is asked again by itself once it runs." : error.message;
  area.replaceChildren(el("p", { class: "problem", role: "alert" }, text));
}

// --- before the first question ---

let examplesFor = null;

async function drawStart(fresh = false) {
  if (!status) return;
  start.hidden = false;
  if (status.problem) {
    start.replaceChildren(el("p", { class: "problem" }, status.problem));
    return;
  }
  if (!status.articles) {
    start.replaceChildren(
      el("h2", {}, status.building ? "Indexing the articles" : "No articles yet"),
      el(
        "p",
        { class: "muted" },
        status.building
          ? "Questions can be asked as soon as this is done."
          : [
              status.read_only ? "Put files into " : "Add them here, or put files into ",
              el("code", {}, status.corpus),
              " and reindex.",
            ],
      ),
      status.building || status.read_only
        ? ""
        : el("p", {}, el("a", { class: "button", href: "/?view=articles", "data-view": "articles" }, "Add articles")),
    );
    return;
  }
  const version = status.index_version;
  if (examplesFor !== version || fresh || !start.querySelector(".examples")) {
    const summary = `${count(status.articles, "article")}, ${count(status.passages, "passage")}${dates(status)}`;
    const list = el("ul", { class: "examples" });
    const starting = status.ready ? "" : el("p", { class: "muted starting" }, "Starting …");
    start.replaceChildren(el("p", { class: "muted figure" }, summary), starting || list);
    if (starting) return;
    examplesFor = version;
    try {
      const questions = await call("examples");
      if (examplesFor === version) {
        list.replaceChildren(
          ...questions.map((q) => {
            return el("li", {}, asks(q));
          }),
        );
      }
    } catch {
      examplesFor = null; // asked for again the next time
    }
  }
}

// A link that asks, with the filters that are set.
function asks(q) {
  const anchor = el("a", { href: href({ q }), dir: "auto" }, q);
  const before = () => {
    closePanels();
    field.value = q;
  };
  return leads(anchor, () => ({ ...filtersOf(here()), q }), { before });
}

// --- the form ---

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const q = field.value.trim();
  closePanels();
  if (!q) {
    field.focus();
    return;
  }
  if (matchMedia("(pointer: coarse)").matches) field.blur(); // the keyboard would cover the answer
  const place = { ...filtersOf(here()), q };
  if (keyOf({ ...here(), ...place }) === keyOf(here()) && !here().article) {
    results.delete(keyOf(place));
    drawn = null;
  }
  go(place);
});

const panels = [
  [document.getElementById("earlier-button"), document.getElementById("earlier")],
  [document.getElementById("filters-button"), document.getElementById("filters")],
];

for (const [button, panel] of panels) {
  button.addEventListener("click", () => {
    const open = panel.hidden;
    closePanels();
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("a, input")?.focus();
  });
}

export function closePanels() {
  let closed = false;
  for (const [button, panel] of panels) {
    if (panel.hidden) continue;
    closed = true;
    const within = panel.contains(document.activeElement);
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (within) button.focus();
  }
  return closed;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest(".drop")) closePanels();
});

const inputs = ["after", "before", "source"].map((id) => document.getElementById(id));

let editing = null; // the one that is being changed

for (const input of inputs) {
  let timer = null;
  const commit = () => {
    clearTimeout(timer);
    if (editing !== input) return;
    // While a year is typed it is 2, 20 and 202: no year yet.
    if (!input.checkValidity() || (input.type === "date" && /^0/.test(input.value))) return;
    editing = null;
    if (input.value === here()[input.id]) return;
    const replace = !here().q || input.type === "date";
    go({ ...withoutArticle(here()), [input.id]: input.value }, { replace });
  };
  input.addEventListener("change", () => {
    clearTimeout(timer);
    if (input.type === "date") timer = setTimeout(commit, 500);
    else commit();
  });
  input.addEventListener("input", () => (editing = input));
  input.addEventListener("blur", () => {
    commit();
    if (editing !== input) return;
    editing = null;
    drawFilters(here());
  });
  input.addEventListener("keydown", (event) => event.key === "Enter" && commit());
}

document.getElementById("filters-clear").addEventListener("click", () => {
  go({ ...withoutArticle(here()), after: "", before: "", source: "" }, { replace: !here().q });
});

function drawFilters(place) {
  for (const input of inputs) {
    if (input.id === "source" && place.source) addSource(place.source);
    if (editing !== input && input.value !== place[input.id]) {
      input.value = place[input.id];
    }
  }
  const { after, before, source } = place;
  const range = [after && `from ${day(after)}`, before && `to ${day(before)}`].filter(Boolean);
  const text = [source, range.join(" ")].filter(Boolean).join(", ");
  document.getElementById("filters-text").textContent = text || "Filters";
  document.getElementById("filters-button").classList.toggle("active", Boolean(text));
}

function drawSources(sources) {
  const select = document.getElementById("source");
  select.replaceChildren(select.options[0]);
  for (const source of sources) addSource(source);
  drawFilters(here());
}

function addSource(source) {
  const select = document.getElementById("source");
  if ([...select.options].some((option) => option.value === source)) return;
  select.append(el("option", { value: source }, source));
}

// --- this session's earlier questions ---

const EARLIER = "gleaner.earlier";

function earlier() {
  try {
    const list = JSON.parse(sessionStorage.getItem(EARLIER));
    return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

function remember(q) {
  const list = [q, ...earlier().filter((each) => each !== q)].slice(0, 20);
  try {
    sessionStorage.setItem(EARLIER, JSON.stringify(list));
  } catch {
    return; // storage may be turned off
  }
  drawEarlier();
}

export function drawEarlier() {
  const list = earlier();
  document.getElementById("earlier-button").disabled = list.length === 0;
  document.getElementById("earlier-list").replaceChildren(
    ...list.map((q) => {
      return el("li", {}, asks(q));
    }),
  );
}

// --- keys ---

// Up and down walk the evidence; returns whether the key was used.
export function walk(by) {
  const rows = [...area.querySelectorAll("a.row")];
  if (area.hidden || !rows.length) return false;
  const at = rows.indexOf(document.activeElement);
  if (at < 0 && document.activeElement !== field && document.activeElement !== document.body && !area.contains(document.activeElement)) return false;
  if (at < 0 && by < 0) return false;
  if (at === 0 && by < 0) field.focus();
  else rows[Math.min(at + by, rows.length - 1)].focus();
  return true;
}

function announce(text) {
  document.getElementById("announce").textContent = text;
}

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
