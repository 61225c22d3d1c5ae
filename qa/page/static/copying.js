// Copying: the clipboard, and buttons that say when it is done.

import { el } from "./dom.js";
import { announce } from "./notices.js";

const SAID = 1600; // ms that a button says so

/**
 * A button that copies what `text` gives when it is pressed.
 * @param {string} name
 * @param {() => string} text
 */
export function copyButton(name, text) {
  const label = el("span", {}, name);
  const button = el("button", { type: "button", class: "action" }, label);
  button.addEventListener("click", async () => {
    await copy(text());
    button.style.width = `${button.offsetWidth}px`; // its neighbours stay where they are
    label.textContent = "Copied";
    announce("Copied");
    setTimeout(() => {
      label.textContent = name;
      button.style.width = "";
    }, SAID);
  });
  return button;
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https, a page that is not on this machine has no clipboard of its own.
    const box = el("textarea", { class: "unseen" });
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
}
