// The question: its field, what is typed and sent, and links that ask.

import { filtersOf, followed, go, here, href } from "./address.js";
import { byId, el } from "./dom.js";
import { closePanels } from "./panels.js";

const field = byId("question", HTMLInputElement);
/** @type {string | null} */
let shown = null; // the address's question that the field was last given

/**
 * Shows the address's question; what is being typed stays while the rest of the address changes.
 * @param {string} q
 */
export function show(q) {
  if (q !== shown) field.value = q;
  shown = q;
}

/** The field takes what is typed next, in place of what it holds. */
export function focus() {
  field.focus();
  field.select();
}

/** The field has the focus again, with what is in it as it was. */
export function focusAgain() {
  field.focus();
}

export const hasFocus = () => document.activeElement === field;

/**
 * Hands each question that is sent to `listener`.
 * @param {(q: string) => void} listener
 */
export function onSend(listener) {
  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const q = field.value.trim();
    closePanels();
    if (!q) {
      field.focus();
      return;
    }
    if (matchMedia("(pointer: coarse)").matches) field.blur(); // its keyboard would hide the answer
    listener(q);
  });
}

/**
 * A link that asks, with the filters that are set.
 * @param {string} q
 */
export function askLink(q) {
  return followed(el("a", { href: href({ q }), dir: "auto" }, q), () => {
    closePanels();
    field.value = q;
    go({ ...filtersOf(here()), q });
  });
}
