// The places of a claim: where articles say so, what others say, and the headlines that it is.

import { href, opens } from "./address.js";
import { keepVerbatim } from "./copying.js";
import { el } from "./dom.js";
import { day, origin, titleOf } from "./format.js";
import { headlineRow } from "./headlines.js";
import { passageIcons } from "./passage_icons.js";
import { runNodes, unitsOf } from "./text.js";
import { rowLink } from "./walk.js";

/** @import { PartialAddress } from "./address.js" */
/** @import { Claim, Correction, Headline, Match } from "./checking.js" */
/** @import { Range } from "./text.js" */

const MOST = 3; // values of others that are shown at once
const HERE = { view: "check" };
const ANYWHERE = { q: "" }; // a link for others, who have not the draft

/**
 * @param {{ article: string, start?: number, end?: number }} place
 * @returns {PartialAddress}
 */
export const addressOf = ({ article, start, end }) => ({ ...HERE, article, start, end });

/**
 * Where articles say so, and what others say.
 * @param {Claim} claim
 */
export function places(claim) {
  const { matches, others, text, verdict } = claim;
  const headlines = claim.headlines ?? []; // none in a draft that an earlier Gleaner checked
  const kind = verdict === "exact" ? "strong" : "place";
  // What differs is said of the first.
  const rows = [
    ...headlines.map((headline) => titleRow(headline, kind)),
    ...matches.map((match, i) => placeRow(match, i ? null : claim, kind)),
  ];
  const other = others.map((match) => placeRow(match, null, "place"));
  if (!rows.length || verdict === "different value") {
    return [
      others.length ? el("p", { class: "muted says" }, "The articles say") : null,
      list(other.slice(0, MOST)),
      fold(other.slice(MOST), "more values"),
      rows.length ? el("p", { class: "says" }, el("bdi", {}, text), " is also given, of") : null,
      list(rows.slice(0, 1)),
      fold(rows.slice(1), "more that give it"),
    ];
  }
  return [
    list(rows.slice(0, 1)),
    fold(rows.slice(1), "more that say so"),
    others.length ? el("p", { class: "says" }, "Others give ", given(others)) : null,
    fold(other, others.length === 1 ? "other value" : "other values"),
  ];
}

/**
 * "31,000 (Harbour Daily, 22 Nov 2023); 610 (Meridian Wire)"
 * @param {Match[]} others
 */
function given(others) {
  return others.slice(0, MOST).flatMap((match, i) => {
    const named = [match.source ?? titleOf(match), match.date && day(match.date)].filter(Boolean);
    const value = el("b", {}, el("bdi", {}, match.text));
    return [i ? "; " : "", value, " (", el("bdi", {}, named.join(", ")), ")"];
  });
}

/** @param {HTMLElement[]} items */
const list = (items) => (items.length ? el("ul", { class: "found-places" }, items) : null);

/**
 * @param {HTMLElement[]} items
 * @param {string} what
 */
function fold(items, what) {
  if (!items.length) return null;
  return el("details", {}, el("summary", { class: "muted" }, `${items.length} ${what}`), list(items));
}

/** @param {Match} match */
const offsets = ({ start, end }) => `${start.toLocaleString("en")}–${end.toLocaleString("en")}`;

/**
 * @param {Match} match
 * @param {Claim | null} claim whose differences are marked
 * @param {string} kind how the place is marked
 */
function placeRow(match, claim, kind) {
  const { sentence: text, sentence_start: base, sentence_end: end } = match;
  const own = unitsOf(text);
  const units = (/** @type {number} */ offset) => own(offset - base);
  /** @type {(start: number, end: number, kind: string) => Range} */
  const range = (from, to, name) => ({ start: units(from), end: units(to), kind: name });
  const differing = claim?.differences ?? [];
  const ranges = [
    range(match.start, match.end, kind),
    ...differing.map((each) => range(each.article_start, each.article_end, "pale")),
  ];
  /** @type {WeakMap<Node, number>} */
  const begins = new WeakMap();
  const about = origin(match);
  const link = rowLink(
    match,
    HERE,
    {},
    el("span", { class: "quoted", dir: "auto" }, runNodes({ text, units, ranges, begins }, [[base, end]])),
    el(
      "span",
      { class: "whence" },
      el("bdi", {}, titleOf(match)),
      ...(about.length ? [" · ", ...about] : []),
      " · ",
      el("span", { class: "offsets" }, `characters ${offsets(match)}`),
    ),
  );
  keepVerbatim(link, text, begins);
  const note = match.correction && correctionOf(match.correction);
  return el("li", {}, link, passageIcons(match, match, ANYWHERE), note);
}

/**
 * @param {Headline} headline
 * @param {string} kind how the place is marked
 */
function titleRow(headline, kind) {
  return headlineRow(headline, HERE, [
    { start: headline.title_start, end: headline.title_end, kind },
    ...headline.differences.map((each) => ({ start: each.title_start, end: each.title_end, kind: "pale" })),
  ]);
}

/**
 * "Corrected", with what the correction says; a click opens it.
 * @param {Correction} correction
 */
function correctionOf({ article, start, end, text }) {
  const target = addressOf({ article, start, end });
  const link = el("a", { class: "note", dir: "auto", href: href(target) }, text);
  return el("p", { class: "correction" }, el("span", { class: "flag" }, "Corrected"), " ", opens(link, target));
}
