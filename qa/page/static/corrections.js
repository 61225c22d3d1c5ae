// Corrections: what says that a figure was wrong, beside it and above the open article.

import { el } from "./dom.js";
import { origin } from "./format.js";
import { runNodes, unitsOf } from "./text.js";
import { placeLink } from "./walk.js";

/** @import { Address } from "./address.js" */
/** @import { Correction, Span } from "./rows.js" */

/**
 * "Corrected", with what the correction says; a click opens it.
 * @param {Correction} correction
 * @param {{ article: string }} of what is corrected
 * @param {Address} address
 * @param {string} [flag]
 */
export function correctionLine(correction, of, address, flag = "Corrected") {
  return el(
    "p",
    { class: "correction" },
    el("span", { class: "flag" }, flag),
    " ",
    placeLink(correction, address, { class: "note", dir: "auto" }, noteText(correction)),
    correction.article === of.article ? null : whence(correction),
  );
}

/**
 * What a note says, without its marks.
 * @param {Correction} note
 */
export function noteText({ text, start, runs }) {
  const units = unitsOf(text);
  return runNodes({ text, units: (offset) => units(offset - start), ranges: [] }, runs);
}

/**
 * Where a correction of another article stands.
 * @param {Correction} correction
 */
export function whence(correction) {
  const from = origin(correction);
  return from.length ? el("span", { class: "from-origin" }, from) : null;
}

/**
 * The corrections of places, each once.
 * @param {{ correction?: Correction | null }[]} places
 * @returns {Correction[]}
 */
export function correctionsOf(places) {
  const notes = places.flatMap(({ correction }) => (correction ? [correction] : []));
  /** @param {Span} note */
  const key = ({ article, start, end }) => `${start} ${end} ${article}`;
  return [...new Map(notes.map((note) => [key(note), note])).values()];
}

/**
 * "Corrected", or where only some of its places are, which part.
 * @param {{ places: { correction?: Correction | null }[] }} group
 */
export function flagOf({ places }) {
  const corrected = places.filter((place) => place.correction).length;
  return corrected === places.length ? "Corrected" : `${corrected} of ${places.length} corrected`;
}
