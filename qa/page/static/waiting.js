// The line under the question that shows when an answer takes its time.

import { byId } from "./dom.js";

const SOON = 250; // ms in which an answer needs no such line
const line = byId("working");
let timer = 0;

/**
 * The line appears after a moment; then `onLate` is called.
 * @param {() => void} onLate
 */
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

/** Whether something takes its time now. */
export const isLate = () => !line.hidden;

/**
 * Says what is being waited for: an answer, or a server that is not ready yet.
 * @param {boolean} ready
 */
export function setReady(ready) {
  line.setAttribute("aria-label", ready ? "Searching" : "Starting");
}
