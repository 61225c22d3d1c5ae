// The line under the question that shows when an answer takes its time.

import { byId } from "./dom.js";

const SOON = 250; // ms in which an answer needs no such line
const line = byId("working");
let timer = null;

// `onLate` is called when the line appears.
export function begin(onLate) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    line.hidden = false;
    onLate();
  }, SOON);
}

export function end() {
  clearTimeout(timer);
  line.hidden = true;
}

// Says what is being waited for: answers, once the server is ready.
export function setReady(ready) {
  line.setAttribute("aria-label", ready ? "Searching" : "Starting");
}
