// The Ask view: draws what the address says; asks first where the answer is not known.

import { filtersOf, go, here, wasTraversed } from "./address.js";
import { NoIndex, ServerGone } from "./api.js";
import { Asking, keyOf } from "./asking.js";
import { byId } from "./dom.js";
import { remember } from "./earlier.js";
import * as filters from "./filters.js";
import { dismiss } from "./notices.js";
import * as pane from "./pane.js";
import * as question from "./question.js";
import * as reading from "./reading.js";
import * as result from "./result.js";
import { rowsOf, spanOf } from "./rows.js";
import * as start from "./start.js";
import { lookNow } from "./status.js";
import * as waiting from "./waiting.js";
import { setCurrent } from "./walk.js";

/** @import { Address } from "./address.js" */
/** @import { Status } from "./endpoints.js" */
/** @import { Reply } from "./rows.js" */

const asking = new Asking();
const shown = {
  /** @type {string | null} */
  key: null, // what the page shows the result of
  /** @type {Reply | null} */
  found: null, // null as well where a problem is shown
};
/** @type {Status | null} */
let status = null; // the server's, as last seen

/**
 * Draws what the address says.
 * @param {Address} address
 */
export function render(address) {
  question.show(address.q);
  document.body.classList.toggle("asked", Boolean(address.q));
  filters.draw(address);
  if (!address.q) {
    showStart();
  } else {
    start.hide();
    document.title = `${address.q} – Gleaner`;
    byId("heading").textContent = address.q;
    if (keyOf(address) !== shown.key) {
      ask(address);
      return;
    }
    standStill();
  }
  drawArticle(address);
}

/** Asks again what is on the page: the index has changed, or the page was busy. */
export function again() {
  asking.stop();
  asking.forgetAll();
  reading.forget();
  shown.key = null;
  render(here());
}

/**
 * Takes in what the index holds now.
 * @param {Status} next
 */
export function setStatus(next) {
  const before = status;
  status = next;
  waiting.setReady(next.ready);
  if (waiting.isLate()) sayStarting();
  if (before && next.ready && !here().q && start.isStarting()) start.draw(next, { afresh: true });
  if (before?.index_version === next.index_version) return;
  if (before) asking.forgetAll();
  filters.setSources(next.sources);
  if (!here().q) start.draw(next, { afresh: true });
  else if (next.articles && result.hasNoIndex()) render(here());
}

/** What is on the page is what the address says: another answer under way is not to replace it. */
function standStill() {
  asking.stop();
  waiting.end();
  result.setBusy(false);
}

function showStart() {
  standStill();
  result.hide();
  show(null, null);
  document.title = "Gleaner";
  byId("heading").textContent = "Ask the articles";
  if (status) start.draw(status);
}

/**
 * Asks, and draws what is found.
 * @param {Address} address
 */
async function ask(address) {
  const key = keyOf(address);
  if (asking.isUnderWay(key)) return; // it is drawn when the answer comes
  if (!address.article && pane.isSheet()) reading.hide();
  const isBack = wasTraversed() && asking.knows(key);
  waiting.begin(sayStarting);
  result.setBusy(true);
  pane.setBusy(true);
  let found;
  let problem;
  try {
    found = await asking.ask(address);
    if (!found) return; // what is waited for is another answer, or none
  } catch (error) {
    problem = error;
  }
  waiting.end();
  result.setBusy(false);
  if (!found) {
    const isOver = !(problem instanceof ServerGone || problem instanceof NoIndex);
    show(isOver ? key : null, null); // else it is asked again when that can be
    if (problem instanceof NoIndex) lookNow();
    if (isShown()) reading.hide();
    result.drawProblem(problem, status, again);
    begin(isBack);
    return;
  }
  show(key, found);
  remember(address);
  dismiss("updated"); // this is an answer of the new index
  reading.reopen("ask");
  result.draw(found, address);
  begin(isBack);
  if (isShown()) drawArticle(here());
}

/** Where nothing is shown yet, says why that takes longer, as far as it is known. */
function sayStarting() {
  if (status && !status.ready && !shown.key) result.drawStarting();
}

/**
 * What is drawn anew is read from its top; the keyboard goes on from there where the link that
 * asked is gone.
 * @param {boolean} isBack whether the browser brings back how far it was scrolled
 */
function begin(isBack) {
  if (!isShown() || isBack) return;
  scrollTo(0, 0);
  if (document.activeElement === document.body) result.focus();
}

// Another view may be open when the answer comes; what is read there stays.
const isShown = () => document.body.dataset.view === "ask";

/**
 * @param {string | null} key
 * @param {Reply | null} found
 */
function show(key, found) {
  shown.key = key;
  shown.found = found;
}

/**
 * Opens the article that the address names, or, where there is room beside it, the answer's or that
 * of the nearest miss.
 * @param {Address} address
 */
function drawArticle(address) {
  const rows = shown.found ? rowsOf(shown.found) : [];
  const first = rows.length ? spanOf(rows[0]) : null;
  if (address.article) {
    reading.reopen("ask");
    const isFirst = address.start === null && address.article === first?.article;
    reading.show(isFirst ? { ...address, ...first } : address, rows);
    setCurrent(address);
  } else if (first && pane.isWide() && !reading.isClosed("ask")) {
    reading.show({ ...address, ...first }, rows);
    setCurrent(first);
  } else {
    reading.hide();
    setCurrent(null);
  }
}

question.onSend((q) => {
  const address = here();
  if (q === address.q && !address.article) {
    asking.forget(keyOf(address)); // the same again: it is asked afresh
    shown.key = null;
  }
  go({ ...filtersOf(address), q });
});
