// The keyboard: / asks, Escape closes, up and down walk what the articles say; in the open article f
// finds, n and p go to the next place and the one before.

import { go, here, withoutArticle } from "./address.js";
import { targetOf } from "./dom.js";
import * as find from "./find.js";
import * as pane from "./pane.js";
import { closePanels } from "./panels.js";
import * as question from "./question.js";
import * as reading from "./reading.js";
import * as steps from "./steps.js";
import { askAddress } from "./views.js";
import { walk } from "./walk.js";
import { closeWhy } from "./why.js";

// A box that is ticked is not typed in.
const FIELDS = 'input:not([type="checkbox"], [type="file"]), select, textarea';

/**
 * What each key does, given the field that is typed in; it says whether it did anything.
 * @type {Record<string, (field: Element | null) => boolean>}
 */
const KEYS = {
  "/": (field) => !field && toQuestion(),
  Escape: () => !closePanels() && !closeWhy() && (find.close() || closeArticle()),
  f: (field) => !field && find.open(),
  n: (field) => !field && toPlace(1),
  p: (field) => !field && toPlace(-1),
  ArrowDown: (field) => isAsking(field) && !question.isWithin() && walk(1),
  ArrowUp: (field) => isAsking(field) && walk(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const field = targetOf(event).closest(FIELDS);
  if (Object.hasOwn(KEYS, event.key) && KEYS[event.key](field)) event.preventDefault();
});

// Leaves whatever hides the question for it.
function toQuestion() {
  if (here().view !== "ask") go(withoutArticle(askAddress()));
  else if (pane.isSheet()) reading.close({ now: true });
  question.focus();
  return true;
}

/** @param {1 | -1} by */
function toPlace(by) {
  return pane.isOpen() && (find.step(by) || steps.step(by));
}

function closeArticle() {
  if (!pane.isOpen()) return false;
  reading.close();
  return true;
}

/** @param {Element | null} field */
const isAsking = (field) => here().view === "ask" && (!field || field.id === "question");
