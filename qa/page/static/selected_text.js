// Text that is selected in the open article, and the button that puts it on the sheet.

import { here } from "./address.js";
import { ServerGone } from "./api.js";
import { selectedIn } from "./copying.js";
import { byId, el } from "./dom.js";
import * as server from "./endpoints.js";
import { notice } from "./notices.js";
import { put } from "./sheet_buttons.js";
import { slice } from "./text.js";

/** @typedef {{ text: string, start: number, end: number }} Selected of the text, in UTF-16 units */

const CHANGED = "The article has changed meanwhile, so nothing was added. Open it again and select the words.";
const holder = byId("article");
const button = el("button", { type: "button", class: "button add-selected", hidden: true }, "Add to sheet");
/** @type {Selected | null} */
let chosen = null; // what is selected; a click may unselect it before it is taken

/** @returns {Selected | null} without the white space around it */
function selected() {
  const body = /** @type {HTMLElement | null} */ (holder.querySelector(".text"));
  const found = body && selectedIn(body);
  if (!found) return null;
  const whole = found.text.slice(found.start, found.end);
  const start = found.start + whole.length - whole.trimStart().length;
  const end = start + whole.trim().length;
  return end > start ? { text: found.text, start, end } : null;
}

/** Puts what is selected on the sheet, with what is known of its article. */
async function add() {
  const path = holder.dataset.article;
  if (!chosen || !path) return;
  const text = chosen.text.slice(chosen.start, chosen.end);
  const start = [...chosen.text.slice(0, chosen.start)].length;
  const end = start + [...text].length;
  getSelection()?.removeAllRanges();
  let found;
  try {
    found = await server.article(path, null, null);
  } catch (error) {
    if (!(error instanceof ServerGone)) notice("sheet", CHANGED); // else the page says so
    return;
  }
  if (slice(found.text, start, end) !== text) {
    notice("sheet", CHANGED);
    return;
  }
  const { article, title, source, date } = found;
  put({ article, start, end, text, title, source, date, question: here().q });
}

byId("reading").append(button);
button.addEventListener("pointerdown", (event) => event.preventDefault()); // what is selected stays so
button.addEventListener("click", add);
document.addEventListener("selectionchange", () => {
  chosen = selected();
  button.hidden = !chosen;
});
