// The two panels that drop down beside the question: one is open at a time.

import { byId, targetOf } from "./dom.js";

const panels = ["earlier", "filters"].map((id) => ({
  button: byId(`${id}-button`),
  panel: byId(id),
}));

/** Closes the panel that is open; returns whether there was one. */
export function closePanels() {
  let closed = false;
  for (const { button, panel } of panels) {
    if (panel.hidden) continue;
    closed = true;
    const within = panel.contains(document.activeElement);
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (within) button.focus();
  }
  return closed;
}

for (const { button, panel } of panels) {
  button.addEventListener("click", () => {
    const open = panel.hidden;
    closePanels();
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    /** @type {HTMLElement | null} */
    const first = panel.querySelector("a, input");
    if (open) first?.focus();
  });
}

document.addEventListener("click", (event) => {
  if (!targetOf(event).closest(".drop")) closePanels();
});
