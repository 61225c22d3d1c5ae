// Beside an answer: figures that count what is asked for, of all that is named, in other words.

import { el } from "./dom.js";
import { passageIcons } from "./passage_icons.js";
import { placeFacts } from "./places.js";
import { words } from "./text.js";
import { rowLink } from "./walk.js";

/** @import { Address } from "./address.js" */
/** @import { Found, Place, Refused } from "./rows.js" */

const UNSURE = "not sure enough"; // the reason against a figure against which nothing else speaks

/**
 * @param {Found} found that is answered
 * @param {Address} address
 */
export function perhapsBlock({ refused }, address) {
  const unsure = refused.filter(({ reason }) => reason === UNSURE);
  if (!unsure.length) return "";
  return el(
    "section",
    { class: "said perhaps", "aria-labelledby": "perhaps-heading" },
    el("h2", { id: "perhaps-heading" }, "Perhaps also, in other words"),
    el("ol", {}, unsure.map((each) => item(each, address))),
  );
}

/**
 * @param {Refused} refused
 * @param {Address} address
 */
function item(refused, address) {
  /** @type {Place} */
  const place = { ...refused, guess: true, said_by: null, copy_of: null };
  const link = rowLink(
    place,
    address,
    { class: "group-row" },
    el("span", { class: "value", dir: "auto" }, words(place, [place.start, place.end])),
    " ",
    el("span", { class: "facts" }, placeFacts(place)),
  );
  return el("li", {}, link, passageIcons(place, place, address));
}
