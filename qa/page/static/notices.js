// What the page tells of its own accord: notices at its foot, words for screen readers.

import { byId, el } from "./dom.js";

const notices = byId("notices");
const spoken = byId("announce");
const heading = byId("heading");

/**
 * Shows a notice, one of a kind at a time.
 * @param {"gone" | "updated" | "missing" | "edited" | "watched" | "sheet" | "copying" | "removed"} kind
 * @param {string} text
 * @param {{ words: string, act: () => void } | null} [action] a button, and what it does
 */
export function notice(kind, text, action = null) {
  const old = find(kind);
  if (old?.dataset.text === text) return;
  dismiss(kind);
  const close = el("button", { type: "button", class: "quiet", "aria-label": "Dismiss" }, "×");
  close.addEventListener("click", () => leave(kind));
  notices.append(
    el(
      "div",
      {
        class: "notice",
        role: kind === "gone" ? "alert" : "status",
        "data-kind": kind,
        "data-text": text,
      },
      el("p", {}, text),
      action && actionButton(kind, action),
      close,
    ),
  );
}

/** @type {HTMLElement | null} */
let last = null; // what had the focus before a notice got it

notices.addEventListener("focusin", ({ relatedTarget }) => {
  if (relatedTarget instanceof HTMLElement && !notices.contains(relatedTarget)) last = relatedTarget;
});

/**
 * Dismisses a notice whose button was pressed: the focus goes back to where it was, or, where that
 * is gone, to the page's heading.
 * @param {string} kind
 */
function leave(kind) {
  dismiss(kind);
  heading.tabIndex = -1;
  (last?.isConnected ? last : heading).focus({ preventScroll: true });
}

/** @param {string} kind */
export function dismiss(kind) {
  find(kind)?.remove();
}

/**
 * Says something to a screen reader.
 * @param {string} text
 */
export function announce(text) {
  spoken.textContent = text;
}

/**
 * @param {string} kind
 * @param {{ words: string, act: () => void }} action
 */
function actionButton(kind, { words, act }) {
  const button = el("button", { type: "button", class: "quiet" }, words);
  button.addEventListener("click", () => {
    leave(kind);
    act();
  });
  return button;
}

/**
 * @param {string} kind
 * @returns {HTMLElement | null}
 */
const find = (kind) => notices.querySelector(`[data-kind="${kind}"]`);
