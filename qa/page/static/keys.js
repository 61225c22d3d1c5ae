// The keyboard: / asks, Escape closes, up and down walk the evidence.

import { go, here, withoutArticle } from "./address.js";
import { walk } from "./evidence.js";
import * as pane from "./pane.js";
import { closePanels } from "./panels.js";
import * as question from "./question.js";
import * as reading from "./reading.js";
import { askAddress } from "./views.js";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    toQuestion();
  } else if (event.key === "Escape") {
    if (closePanels() || !pane.isOpen()) return;
    event.preventDefault();
    reading.close();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (here().view !== "ask" || (typing && typing.id !== "question")) return;
    if (walk(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  }
});

// Leaves whatever hides the question for it.
function toQuestion() {
  if (here().view !== "ask") go(withoutArticle(askAddress()));
  else if (pane.isSheet()) reading.close({ now: true });
  setTimeout(question.focus);
}
