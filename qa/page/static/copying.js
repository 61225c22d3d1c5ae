// Copying: the clipboard, buttons that say when it is done, and what is copied out of a text.

import { el, svg } from "./dom.js";
import { announce, notice } from "./notices.js";

const SAID = 1600; // ms that a button says so
const REFUSED = "The browser did not let this page copy. Select the words, and copy them by the keyboard.";

/**
 * A button that copies what `text` gives when it is pressed.
 * @param {string} name
 * @param {() => string} text
 */
export function copyButton(name, text) {
  const label = el("span", {}, name);
  const button = el("button", { type: "button", class: "action" }, label);
  copies(button, text, (isSaid) => {
    button.style.width = isSaid ? `${button.offsetWidth}px` : ""; // its neighbours stay
    label.textContent = isSaid ? "Copied" : name;
  });
  return button;
}

// Signs, as paths.
export const SHEETS = "M9 9h11v11H9zM5 15H4V4h11v1";
export const LINK =
  "M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L11.6 6.7M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.5-1.5";

/**
 * The same as a sign, where there are many of them.
 * @param {string} name
 * @param {string} sign
 * @param {() => string} text
 */
export function copyIcon(name, sign, text) {
  const attributes = { type: "button", class: "quiet icon copy", "aria-label": name, title: name };
  const undone = svg("path", { d: sign, class: "undone" });
  const tick = svg("path", { d: "M5 12.5l4.5 4.5L19 7.5", class: "done" });
  const drawing = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, undone, tick);
  const button = el("button", attributes, drawing);
  copies(button, text, (isSaid) => button.classList.toggle("copied", isSaid));
  return button;
}

/**
 * @param {HTMLElement} button
 * @param {() => string} text
 * @param {(isSaid: boolean) => void} say
 */
function copies(button, text, say) {
  let timer = 0;
  button.addEventListener("click", async () => {
    if (!(await copy(text()))) {
      notice("copying", REFUSED);
      return;
    }
    clearTimeout(timer);
    say(true);
    announce("Copied");
    timer = setTimeout(() => say(false), SAID);
  });
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is in the clipboard
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https, a page that is not on this machine has no clipboard of its own.
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const box = el("textarea", { class: "unseen" });
    box.value = text;
    document.body.append(box);
    box.select();
    const isCopied = document.execCommand("copy");
    box.remove();
    active?.focus({ preventScroll: true });
    return isCopied;
  }
}

/** @type {WeakMap<Node, { text: string, begins: WeakMap<Node, number> }>} */
const written = new WeakMap(); // what elements are drawn of

/**
 * What is selected within an element and copied is the text that it is drawn of as that is written,
 * markup and all.
 * @param {HTMLElement} body
 * @param {string} text
 * @param {WeakMap<Node, number>} begins where in the text each piece of it begins, in UTF-16 units
 */
export function keepVerbatim(body, text, begins) {
  written.set(body, { text, begins });
  body.addEventListener("copy", (event) => {
    const isWithin = body.contains(selectedRange()?.commonAncestorContainer ?? null);
    const selected = isWithin ? selectedIn(body) : null;
    if (!selected) return;
    event.clipboardData?.setData("text/plain", text.slice(selected.start, selected.end));
    event.preventDefault();
  });
}

// Nothing is selected where an element is copied that lets nothing be.
function selectedRange() {
  const selection = getSelection();
  return selection?.rangeCount ? selection.getRangeAt(0) : null;
}

/**
 * What of such an element is selected, of the text that it is drawn of, in UTF-16 units; null where
 * nothing is.
 * @param {HTMLElement} body
 * @returns {{ text: string, start: number, end: number } | null}
 */
export function selectedIn(body) {
  const known = written.get(body);
  const range = selectedRange();
  if (!known || !range || range.collapsed || !range.intersectsNode(body)) return null;
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let [start, end] = [-1, -1];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const place = known.begins.get(node);
    if (place === undefined || !range.intersectsNode(node)) continue;
    const [from, to] = partOf(node, range);
    if (start < 0) start = place + from;
    end = place + to;
  }
  return end > start ? { text: known.text, start, end } : null;
}

/**
 * Where a range begins and ends in a text node that it crosses.
 * @param {Node} node
 * @param {Range} range
 */
const partOf = (node, { startContainer, startOffset, endContainer, endOffset }) => [
  node === startContainer ? startOffset : 0,
  node === endContainer ? endOffset : (node.textContent?.length ?? 0),
];
