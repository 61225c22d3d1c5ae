// The questions that are watched: which there are, and the button that watches one. What is news is
// what this browser has not shown yet.

import { filtersOf, NO_FILTERS } from "./address.js";
import { explain } from "./api.js";
import { el } from "./dom.js";
import { count } from "./format.js";
import { announce, dismiss, notice } from "./notices.js";
import * as server from "./watch_endpoints.js";

/** @import { Address, Filters } from "./address.js" */
/** @import { Status } from "./endpoints.js" */
/** @import { Watched, WatchedQuestion } from "./watch_endpoints.js" */

const STORED = "gleaner.watched.seen"; // the number of the latest change that was shown here
const state = {
  /** @type {Watched | null} */
  watched: null, // as last asked for
  latest: -1, // the number of the latest change, as the server last said
  number: -1, // of questions
  isReadOnly: false,
  show: () => {}, // shows them all
};

/** @param {() => void} show */
export function onShow(show) {
  state.show = show;
}

/**
 * Takes in what the server says now; tells of what changed.
 * @param {Status} status
 */
export async function setStatus({ watched, latest_change: latest, read_only: isReadOnly }) {
  state.isReadOnly = isReadOnly;
  const isSame = state.latest === latest && state.number === watched;
  Object.assign(state, { latest, number: watched });
  if (seen() < 0 || seen() > latest) setSeen(latest); // a browser that was never here, or a log begun anew
  if (isSame || !(watched || state.watched)) return;
  if (!(await load())) state.latest = -1; // asked for again at the next look
  tell();
  for (const button of document.querySelectorAll(".watch")) drawButton(button);
}

/**
 * Those that are watched; null where that cannot be told.
 * @returns {Promise<Watched | null>}
 */
export async function load() {
  try {
    state.watched = await server.watched();
  } catch {
    return null;
  }
  return state.watched;
}

/** Those that are watched, as last told; null where that was not yet. */
export const known = () => state.watched;

/** Whether a change was not shown in this browser before. */
export const isNews = (/** @type {number} */ number) => number > seen();

/** What changed is shown: it is no news any more. */
export function setAllSeen() {
  if (state.watched) setSeen(Math.max(seen(), state.watched.latest_change));
  dismiss("watched");
}

function tell() {
  const questions = state.watched?.questions ?? [];
  const changed = questions.filter(({ changes }) => changes.some((each) => isNews(each.number)));
  if (!changed.length) {
    dismiss("watched");
    return;
  }
  const text = `${count(changed.length, "watched answer")} changed.`;
  notice("watched", text, { words: "Show", act: state.show });
}

/**
 * A button that watches a question, or does so no more.
 * @param {Address} address its question and filters
 */
export function watchButton(address) {
  if (state.isReadOnly) return null;
  const names = { type: "button", class: "action watch", "data-key": keyOf(address.q, filtersOf(address)) };
  const button = el("button", names, "Watch this question");
  drawButton(button);
  button.addEventListener("click", () => toggle(button, address));
  return button;
}

/** @param {Element} button */
function drawButton(button) {
  const key = /** @type {HTMLElement} */ (button).dataset.key;
  const questions = state.watched?.questions ?? [];
  const isWatched = questions.some((each) => keyOf(each.question, each.filters) === key);
  button.setAttribute("aria-pressed", String(isWatched));
}

/**
 * @param {HTMLButtonElement} button
 * @param {Address} address
 */
async function toggle(button, address) {
  const isWatched = button.getAttribute("aria-pressed") === "true";
  button.disabled = true;
  try {
    const change = isWatched ? server.unwatch : server.watch;
    take(await change(address.q, filtersOf(address)));
    announce(isWatched ? "Not watched any more" : "Watched: you are told when its answer changes");
  } catch (error) {
    notice("watched", explain(error, "Gleaner has stopped."));
  }
  button.disabled = false;
  drawButton(button);
  button.focus({ preventScroll: true });
}

/**
 * Watches one of them no more.
 * @param {WatchedQuestion} question
 */
export async function stop({ question, filters }) {
  take(await server.unwatch(question, { ...NO_FILTERS, ...filters }));
}

/** @param {Watched} watched */
function take(watched) {
  state.watched = watched;
  state.number = watched.questions.length;
}

/**
 * @param {string} question
 * @param {Partial<Filters>} filters
 */
const keyOf = (question, filters) => JSON.stringify([question, { ...NO_FILTERS, ...filters }]);

/** @returns {number} -1 where this browser has shown none */
function seen() {
  try {
    return Number(localStorage.getItem(STORED) ?? -1);
  } catch {
    return 0; // storage may be turned off: then all is news
  }
}

/** @param {number} number */
function setSeen(number) {
  try {
    localStorage.setItem(STORED, String(number));
  } catch {
    // then it is told once more
  }
}
