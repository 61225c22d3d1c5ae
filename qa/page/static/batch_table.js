// The table of a batch: which rows are shown, walked by the arrow keys, checked by hand.

import { handField, handLine } from "./batch_hand.js";
import { isAt, KINDS, tableRow } from "./batch_rows.js";
import { Choices } from "./choices.js";
import { byId, targetOf } from "./dom.js";
import { count } from "./format.js";
import { announce } from "./notices.js";

/** @import { Address } from "./address.js" */
/** @import { Checked } from "./batch_rows.js" */
/** @import { Check } from "./batch_store.js" */

const SHOWN = 500; // rows that are drawn at once
const body = byId("batch-rows");
const more = byId("batch-more", HTMLButtonElement);
const nothing = byId("batch-nothing");
const whole = byId("batch-listed");
/** @type {Checked[]} */
let rows = [];
/** @type {Checked[]} */
let listed = []; // those of the kind that is chosen, when it was
let drawn = 0; // how many of those
/** @type {Checked | null} */
let current = null; // whose article is open
/** @type {Checked | null} */
let chosen = null; // the one whose link was followed last
/** @type {(number: number, check: Check) => void} */
let tell = () => {};

const choices = new Choices(
  byId("batch-kinds"),
  [
    ["all", "All"],
    ["unanswered", "Unanswered"],
    ["differing", "Differing"],
    ["unsure", "Unsure"],
    ["unchecked", "Not checked"],
    ["failed", "Not asked"],
  ],
  list,
);
const counts = new Map(Object.keys(KINDS).map((kind) => [kind, 0]));

/** @param {(number: number, check: Check) => void} listener is told of what is checked by hand */
export function onCheck(listener) {
  tell = listener;
}

export function clear() {
  rows = [];
  current = chosen = null;
  whole.hidden = true;
  for (const kind of counts.keys()) counts.set(kind, 0);
  choices.choose("all");
  drawCounts();
}

/** @param {Checked} row the next */
export function add(row) {
  rows.push(row);
  whole.hidden = false;
  for (const [kind, isOf] of Object.entries(KINDS)) {
    if (isOf(row)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  drawCounts();
  if (!KINDS[choices.chosen](row)) return;
  listed.push(row);
  if (drawn < SHOWN && drawn === listed.length - 1) draw(1);
  else drawMore();
}

/** How many rows are answered. */
export const answered = () => rows.filter((row) => row.answered).length;

/** How many could not be asked. */
export const failed = () => counts.get("failed") ?? 0;

/**
 * The row of a place: of several the one whose link was followed.
 * @param {Address} address
 */
export const rowAt = (address) =>
  chosen && isAt(chosen, address) ? chosen : rows.find((row) => isAt(row, address));

/** The first that is answered. */
export const firstAnswered = () => rows.find((row) => row.answered && row.place);

/**
 * Marks the row whose article is open.
 * @param {Checked | null} row
 */
export function setCurrent(row) {
  current = row;
  for (const tr of body.children) markCurrent(/** @type {HTMLElement} */ (tr));
}

/** @param {HTMLElement} tr */
function markCurrent(tr) {
  const link = tr.querySelector("a.row");
  if (link && rowOf(tr) === current) link.setAttribute("aria-current", "true");
  else link?.removeAttribute("aria-current");
}

// Rows that are ticked stay until a kind is chosen anew: nothing moves under the reader.
function list() {
  listed = rows.filter(KINDS[choices.chosen]);
  drawn = 0;
  body.replaceChildren();
  draw(SHOWN);
}

/** @param {number} number of further rows */
function draw(number) {
  const next = listed.slice(drawn, drawn + number).map(tableRow);
  drawn += next.length;
  body.append(...next);
  next.forEach(markCurrent);
  drawMore();
}

function drawMore() {
  const left = listed.length - drawn;
  more.hidden = left === 0;
  more.textContent = count(left, "more row");
  nothing.hidden = !rows.length || listed.length > 0;
}

function drawCounts() {
  for (const [kind, number] of counts) choices.count(kind, number);
}

/** @param {Element} part of a row */
function rowOf(part) {
  const tr = /** @type {HTMLElement} */ (part.closest("tr"));
  return rows[Number(tr.dataset.number)];
}

/**
 * @param {Checked} row
 * @param {Partial<Check>} change
 */
function check(row, change) {
  const was = KINDS.unchecked(row);
  row.check = { ...row.check, ...change };
  const by = Number(KINDS.unchecked(row)) - Number(was);
  counts.set("unchecked", (counts.get("unchecked") ?? 0) + by);
  drawCounts();
  tell(row.number, row.check);
}

/** @param {HTMLInputElement} tick */
function ticked(tick) {
  check(rowOf(tick), { checked: tick.checked });
  announce(tick.checked ? "Checked" : "Not checked");
}

/** @param {Element} line */
function write(line) {
  const row = rowOf(line);
  const form = handField(row);
  const [field] = form.getElementsByTagName("input");
  /** @param {string} text */
  const end = (text) => {
    // What the articles say is no change.
    check(row, { changed: text === row.answer ? "" : text });
    const shown = handLine(row);
    form.replaceWith(shown);
    shown.querySelector("button")?.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    end(/** @type {HTMLButtonElement | null} */ (event.submitter)?.value || field.value.trim());
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end(row.check.changed);
    event.stopPropagation(); // what is typed is for the field alone
  });
  line.replaceWith(form);
  field.select();
}

// Before the link is followed.
body.addEventListener(
  "click",
  (event) => {
    const link = targetOf(event).closest("a.row");
    if (link) chosen = rowOf(link);
  },
  { capture: true },
);

body.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.type === "checkbox") ticked(target);
});

body.addEventListener("click", (event) => {
  const button = targetOf(event).closest("button.by-hand");
  if (button?.parentElement) write(button.parentElement);
});

more.addEventListener("click", () => {
  const { lastElementChild: last } = body;
  draw(SHOWN);
  keyPart(last?.nextElementSibling ?? null, false)?.focus();
});

/**
 * What has the focus in a row: its link, or its tick.
 * @param {Element | null} tr
 * @param {boolean} isTick
 * @returns {HTMLElement | null}
 */
const keyPart = (tr, isTick) =>
  tr?.querySelector(isTick ? "input" : "a.row") ?? tr?.querySelector("input") ?? null;

/**
 * What each key does in a row; it says whether it did anything.
 * @type {Record<string, (tr: Element, part: Element) => boolean>}
 */
const KEYS = {
  ArrowDown: (tr, part) => step(tr.nextElementSibling, part),
  ArrowUp: (tr, part) => step(tr.previousElementSibling, part),
  " ": (tr, part) => part.matches("a.row") && press(keyPart(tr, true)),
  Enter: (tr, part) => part.matches("input") && press(tr.querySelector("a.row")),
};

/**
 * @param {Element | null} tr
 * @param {Element} part that has the focus
 */
function step(tr, part) {
  keyPart(tr, part.matches("input"))?.focus();
  return true;
}

/** @param {HTMLElement | null} part */
function press(part) {
  part?.click();
  return true;
}

body.addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  const part = targetOf(event);
  const tr = part.closest("tr");
  if (!tr || ctrlKey || metaKey || altKey || !Object.hasOwn(KEYS, key)) return;
  if (KEYS[key](tr, part)) event.preventDefault();
});
