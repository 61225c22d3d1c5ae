// The places of a group: each article that says so, its copies folded beneath it.

import { correctionLine } from "./corrections.js";
import { el } from "./dom.js";
import { day, inOrderOfTime, titleOf } from "./format.js";
import { passageIcons } from "./passage_icons.js";
import { words } from "./text.js";
import { markCurrent, rowLink } from "./walk.js";

/** @import { Address } from "./address.js" */
/** @import { Child } from "./dom.js" */
/** @import { Group, Place } from "./rows.js" */

/**
 * A button that unfolds the places of a group beneath it.
 * @param {string} name
 * @param {Group} group
 * @param {Address} address
 */
export const placesButton = (name, group, address) =>
  foldButton(name, () => placeList(group, address));

/**
 * @param {Group} group
 * @param {Address} address
 */
function placeList(group, address) {
  const places = inOrderOfTime(group.places, (place) => place.date);
  const originals = places.filter((place) => originalOf(place, places) === place.article);
  return el(
    "ul",
    { class: "places" },
    originals.map((place, i) => {
      const isFirst = originals.findIndex((each) => each.article === place.article) === i;
      const copies = places.filter(
        (each) => each.article !== place.article && originalOf(each, places) === place.article,
      );
      return placeItem(place, isFirst ? copies : [], group, address);
    }),
  );
}

/**
 * The path of the article that a place's article is a copy of, as far as it is among the places;
 * else its own.
 * @param {Place} place
 * @param {Place[]} places
 */
function originalOf(place, places) {
  const seen = new Set([place.article]);
  let last = place;
  for (;;) {
    const next = places.find((each) => each.article === last.copy_of);
    if (!next) return last.article;
    if (seen.has(next.article)) return place.article;
    seen.add(next.article);
    last = next;
  }
}

/**
 * @param {string} name
 * @param {() => HTMLElement} list what is beneath the button while it is pressed
 */
function foldButton(name, list) {
  const attributes = { type: "button", class: "quiet fold", "aria-expanded": "false" };
  const button = el("button", attributes, name);
  /** @type {HTMLElement | null} */
  let unfolded = null;
  button.addEventListener("click", () => {
    if (unfolded) unfolded.remove();
    unfolded = unfolded ? null : list();
    if (unfolded) button.after(unfolded);
    button.setAttribute("aria-expanded", String(Boolean(unfolded)));
    markCurrent();
  });
  return button;
}

/**
 * "31 Oct 2023 · Meridian Wire · says the ministry"; where the source is unknown, the title.
 * @param {Place} place
 * @param {string} [when] instead of its own date
 * @returns {(Node | string)[]}
 */
export function placeFacts(place, when = place.date ? day(place.date) : "") {
  const from = el("span", { dir: "auto" }, place.source || titleOf(place));
  const parts = [when ? el("span", { class: "when" }, when) : null, from];
  if (place.said_by) parts.push(el("span", {}, "says ", el("bdi", {}, place.said_by)));
  const known = parts.filter((part) => part !== null);
  return known.flatMap((part, i) => (i ? [" · ", part] : [part]));
}

/**
 * @param {Place} place
 * @param {Place[]} copies
 * @param {Group} group
 * @param {Address} address
 * @returns {HTMLElement}
 */
function placeItem(place, copies, group, address) {
  const own = words(place, [place.start, place.end]);
  const link = rowLink(
    place,
    address,
    { class: "place-row" },
    el("span", { class: "facts" }, placeFacts(place), place.copy_of ? tag("copy") : null),
    own.textContent === group.answer ? null : [" ", el("q", { class: "value", dir: "auto" }, own)],
    place.title && place.source ? el("span", { class: "title", dir: "auto" }, place.title) : null,
  );
  /** @type {Child[]} */
  const under = [];
  if (place.correction) under.push(correctionLine(place.correction, place, address));
  if (copies.length) {
    const name = copies.length === 1 ? "1 copy" : `${copies.length} copies`;
    const items = () => copies.map((copy) => placeItem(copy, [], group, address));
    under.push(foldButton(name, () => el("ul", {}, items())));
  }
  return el("li", {}, link, passageIcons(place, place, address), under);
}

/** @param {string} word */
const tag = (word) => el("span", { class: "tag" }, word);
