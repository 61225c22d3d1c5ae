// Why an answer is as sure as it is: what its number means, how often such answers were right, and
// what spoke for it and against it.

import { el } from "./dom.js";
import { percent } from "./format.js";
import { reliabilityPlot } from "./why_plot.js";

/** @import { Answered } from "./rows.js" */
/** @import { Reason, Why } from "./why_plot.js" */

/** @type {{ button: HTMLElement, panel: HTMLElement } | null} */
let open = null;

/**
 * How sure an answer is, as a button that says why.
 * @param {Answered} found
 */
export function confidence(found) {
  const { confidence_word: word, why } = found;
  const figure = el("span", { class: "figure" }, percent(found.confidence));
  if (!why) return el("div", { class: "confidence", dir: "ltr" }, word, " ", figure);
  const attributes = {
    type: "button",
    class: "quiet why-button",
    title: "Why?",
    "aria-expanded": "false",
    "aria-controls": "why",
  };
  const button = el("button", attributes, word, " ", figure);
  const block = el("div", { class: "confidence", dir: "ltr" }, button);
  button.addEventListener("click", () => {
    if (closeWhy()) return;
    const panel = drawPanel(why, found.confidence);
    block.after(panel);
    button.setAttribute("aria-expanded", "true");
    open = { button, panel };
  });
  return block;
}

/** Closes it; returns whether it was open. */
export function closeWhy() {
  if (!open) return false;
  const { button, panel } = open;
  open = null;
  const [isShown, isWithin] = [panel.isConnected, panel.contains(document.activeElement)];
  panel.remove();
  button.setAttribute("aria-expanded", "false");
  if (isWithin) button.focus({ preventScroll: true });
  return isShown;
}

/**
 * @param {Why} why
 * @param {number} share
 */
function drawPanel(why, share) {
  const panel = el(
    "section",
    { class: "panel why", id: "why", dir: "ltr", tabindex: "-1", "aria-labelledby": "why-heading" },
    el("h3", { id: "why-heading" }, `Why ${percent(share)}?`),
    el("p", {}, why.means),
    why.measured.length ? reliabilityPlot(why, share) : null,
    reasonList("Speaks for it", why.reasons, "for"),
    reasonList("Speaks against it", why.reasons, "against"),
  );
  const close = el("button", { type: "button", class: "quiet close-why", "aria-label": "Close" }, "×");
  close.addEventListener("click", () => {
    const button = open?.button;
    closeWhy();
    button?.focus({ preventScroll: true });
  });
  panel.append(close);
  return panel;
}

/**
 * @param {string} heading
 * @param {Reason[]} reasons
 * @param {"for" | "against"} direction
 */
function reasonList(heading, reasons, direction) {
  const chosen = reasons.filter((reason) => reason.direction === direction);
  if (!chosen.length) return null;
  const most = Math.max(...reasons.map(({ weight }) => Math.abs(weight)));
  const items = chosen.map(({ says, weight }) => {
    const bar = el("span", { class: "weight", "aria-hidden": "true" }, el("span"));
    const length = /** @type {HTMLElement} */ (bar.firstElementChild);
    length.style.width = `${(100 * Math.abs(weight)) / most}%`;
    return el("li", {}, bar, el("span", {}, says));
  });
  return [el("h4", {}, heading), el("ul", { class: "reasons" }, items)];
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (open && !open.panel.contains(target) && !open.button.contains(target)) closeWhy();
});
