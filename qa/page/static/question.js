// The question: its field, what is typed and sent, and links that ask.

import { filtersOf, followed, go, here, href } from "./address.js";
import { byId, el } from "./dom.js";
import { closePanels } from "./panels.js";

const field = byId("question", HTMLTextAreaElement);
const form = byId("ask", HTMLFormElement);
/** @type {string | null} */
let shown = null; // the address's question that the field was last given

/**
 * Shows the address's question; what is being typed stays while the rest of the address changes.
 * @param {string} q
 */
export function show(q) {
  if (q !== shown) {
    field.value = q;
    fit();
  }
  shown = q;
}

/** Makes the field as high as what is in it, so that a long question can be read whole. */
function fit() {
  field.style.height = "";
  const border = field.offsetHeight - field.clientHeight;
  if (field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + border}px`;
  const height = form.offsetHeight;
  if (height) document.documentElement.style.setProperty("--ask", `${height}px`);
}

/** Whether an arrow key would move within what is typed. */
export const isWithin = () =>
  hasFocus() && field.style.height !== "" && field.selectionEnd < field.value.length;

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
  form.addEventListener("submit", (event) => {
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
 * @param {string} typed how it is read, where that is not as it looks
 */
export function askLink(q, typed = "") {
  return followed(el("a", { href: href({ q, typed }), dir: "auto" }, q), () => {
    closePanels();
    field.value = q;
    fit();
    go({ ...filtersOf(here()), q, typed });
  });
}

// A question is one line, however it is wrapped: Enter sends it, and line ends that are pasted are
// spaces.
field.addEventListener("beforeinput", (event) => {
  if (event.inputType !== "insertLineBreak" && event.inputType !== "insertParagraph") return;
  event.preventDefault();
  form.requestSubmit();
});
field.addEventListener("input", () => {
  if (/[\r\n]/.test(field.value)) {
    const at = field.selectionEnd;
    field.value = field.value.replace(/[\r\n]/g, " ");
    field.setSelectionRange(at, at);
  }
  fit();
});
let width = 0; // of the field, as it was last fitted
new ResizeObserver(() => {
  if (field.offsetWidth === width) return;
  width = field.offsetWidth;
  requestAnimationFrame(fit);
}).observe(field);
