// Beside an answer: figures that count what is asked for, of all that is named, in other words.

import { el } from "./dom.js";
import { append } from "./evidence.js";

/** @import { Address } from "./address.js" */
/** @import { Found } from "./rows.js" */

const UNSURE = "not sure enough"; // the reason against a figure against which nothing else speaks

/**
 * Their sentences; no figure is marked as an answer.
 * @param {Found} found that is answered
 * @param {Address} address
 */
export function perhapsBlock({ refused }, address) {
  const rows = refused
    .filter(({ reason }) => reason === UNSURE)
    .map((each) => ({ ...each, guess: true }));
  if (!rows.length) return "";
  const list = el("div", { class: "groups" });
  append(list, rows, address);
  return el(
    "section",
    { class: "evidence perhaps", "aria-labelledby": "perhaps-heading" },
    el("h2", { id: "perhaps-heading" }, "Perhaps also, in other words"),
    list,
  );
}
