// What a person does with a row of a batch: ticks it as checked, and changes its answer.

import { el } from "./dom.js";

/** @import { Checked } from "./batch_rows.js" */

const NO_ANSWER = "No answer"; // as a change: nothing answers the question
const CHANGE = "Change answer";

/** @param {Checked} row */
export function tick({ question, check }) {
  const box = el("input", { type: "checkbox", "aria-label": `Checked: ${question}` });
  box.checked = check.checked;
  return el("label", { class: "tick" }, box, "Checked");
}

/**
 * What was written by hand, and the way to do so; its height is that of the field.
 * @param {Checked} row
 */
export function handLine({ question, check: { changed } }) {
  const attributes = { type: "button", class: "action by-hand", "aria-label": `${CHANGE}: ${question}` };
  const text = [el("span", { class: "muted" }, "By hand: "), el("b", { dir: "auto" }, changed)];
  return el(
    "div",
    { class: "hand" },
    changed ? el("span", {}, text) : null,
    el("button", attributes, CHANGE),
  );
}

/** @param {Checked} row */
export function handField(row) {
  const field = el("input", { "aria-label": "Answer by hand", dir: "auto", autocomplete: "off" });
  field.value = row.check.changed || row.answer;
  const save = el("button", { type: "submit", class: "action" }, "Keep");
  const none = el("button", { type: "submit", class: "action none", value: NO_ANSWER }, NO_ANSWER);
  return el("form", { class: "hand" }, field, save, row.answered ? none : null);
}
