// The pane that articles are read in: beside the answer, or a sheet over everything.

import { byId } from "./dom.js";

const pane = byId("reading");
const scroll = byId("reading-scroll");
const under = ["top", "ask", "views"].map((id) => byId(id)); // what a sheet lies over
const wide = matchMedia("(min-width: 62rem)");
/** @type {HTMLElement | null} */
let opener = null; // where the focus goes back to
const BESIDE = new Set(["ask", "batch", "check"]); // the views with room for it

/** Whether it stands beside what this view shows, where the window has room. */
export const isBeside = () => BESIDE.has(document.body.dataset.view ?? "");

/** Whether there is room for it beside the answer. */
export const isWide = () => wide.matches;
export const isOpen = () => !pane.hidden;
export const isSheet = () => document.body.classList.contains("sheet-open");

export function open() {
  const sheet = !isWide() || !isBeside();
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  if (active !== document.body && !pane.contains(active)) opener = active;
  pane.hidden = false;
  setSheet(sheet);
  pane.setAttribute("role", sheet ? "dialog" : "region");
  if (sheet) scroll.focus({ preventScroll: true }); // so that keys scroll it
}

/**
 * Says whether what is open is about to give way to another article.
 * @param {boolean} busy
 */
export function setBusy(busy) {
  if (busy) pane.setAttribute("aria-busy", "true");
  else pane.removeAttribute("aria-busy");
}

export function hide() {
  setBusy(false);
  if (pane.hidden) return;
  const active = document.activeElement;
  const within = pane.contains(active);
  pane.hidden = true;
  setSheet(false);
  if (within || active === document.body) opener?.focus({ preventScroll: true });
  opener = null;
}

/**
 * What lies under a sheet is out of reach until it is closed.
 * @param {boolean} sheet
 */
function setSheet(sheet) {
  document.body.classList.toggle("sheet-open", sheet);
  for (const each of under) each.inert = sheet;
}

wide.addEventListener("change", () => {
  if (isOpen() && !matchMedia("print").matches) open(); // paper is narrow, and no sheet lies on it
});
