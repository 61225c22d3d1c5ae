// The draft that this tab has checked, kept by the tab alone so that a reload does not lose it.

/** @import { CheckedDraft } from "./checking.js" */

/** @typedef {{ name: string, text: string, checked: CheckedDraft }} Draft */

const STORED = "gleaner.draft";

/** @param {Draft} draft */
export function keep(draft) {
  try {
    sessionStorage.removeItem(STORED);
    sessionStorage.setItem(STORED, JSON.stringify(draft));
  } catch {
    // it is too large, or storage is turned off: then a reload loses it
  }
}

/** Keeps none any more. */
export function forget() {
  try {
    sessionStorage.removeItem(STORED);
  } catch {
    // storage may be turned off
  }
}

/** @returns {Draft | null} */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? "null");
  } catch {
    return null;
  }
}
