// What the page tells of its own accord: notices at its foot, words for screen readers.

import { byId, el } from "./dom.js";

const notices = byId("notices");
const spoken = byId("announce");

// One notice of a kind at a time. An action is the words of its button and what that does.
export function notice(kind, text, action = null) {
  const old = find(kind);
  if (old?.dataset.text === text) return;
  dismiss(kind);
  const close = el("button", { type: "button", class: "quiet", "aria-label": "Dismiss" }, "×");
  close.addEventListener("click", () => dismiss(kind));
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
      action && acting(kind, ...action),
      close,
    ),
  );
}

export function dismiss(kind) {
  find(kind)?.remove();
}

export function announce(text) {
  spoken.textContent = text;
}

function acting(kind, words, act) {
  const button = el("button", { type: "button", class: "quiet" }, words);
  button.addEventListener("click", () => {
    dismiss(kind);
    act();
  });
  return button;
}

function find(kind) {
  return notices.querySelector(`[data-kind="${kind}"]`);
}
