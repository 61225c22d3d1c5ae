// A checked draft as it is drawn: each paragraph, and beneath it what the articles say to its
// quotations and figures.

import { href, opens } from "./address.js";
import { el } from "./dom.js";
import { origin, titleOf } from "./format.js";
import { runNodes, unitsOf } from "./text.js";

/** @import { PartialAddress } from "./address.js" */
/** @import { CheckedDraft, Claim, Correction, Match, Verdict } from "./checking.js" */
/** @import { Child } from "./dom.js" */
/** @import { Row, Span } from "./rows.js" */
/** @import { Range } from "./text.js" */

const MOST = 3; // values of others that are shown at once

/** @type {Record<Verdict, string>} */
export const WORDS = {
  exact: "Exact",
  near: "Near",
  "different value": "Different value",
  "not found": "Not found",
};

/**
 * What a claim's place in its article is drawn with.
 * @param {CheckedDraft} checked
 * @param {string} article
 * @returns {Row[]}
 */
export function evidenceOf({ claims }, article) {
  /** @type {Map<string, Row>} */
  const found = new Map();
  for (const claim of claims) {
    for (const match of [...claim.matches, ...claim.others]) {
      const key = `${match.start}-${match.end}`;
      const isExact = claim.verdict === "exact" && claim.matches.includes(match);
      if (match.article !== article || (found.has(key) && !isExact)) continue;
      const { sentence_start, sentence_end } = match;
      const passage = { passage_start: sentence_start, passage_end: sentence_end };
      const row = { ...match, ...passage, correction: null };
      found.set(key, { ...row, runs: [], guess: !isExact });
    }
  }
  return [...found.values()];
}

/** @param {Claim} claim */
export const placeOf = ({ matches, others }) => matches[0] ?? others[0] ?? null;

/**
 * @param {Span} place
 * @returns {PartialAddress}
 */
export const addressOf = ({ article, start, end }) => ({ view: "check", article, start, end });

/**
 * The paragraphs of a draft.
 * @param {string} text
 * @param {Claim[]} claims in its order
 * @returns {HTMLElement[]}
 */
export function drawDraft(text, claims) {
  const units = unitsOf(text);
  const placed = claims.map((claim) => ({ claim, from: units(claim.start), to: units(claim.end) }));
  return paragraphs(text, placed).map(([start, end]) => {
    const own = placed.filter(({ from }) => from >= start && from < end);
    const findings = own.map(({ claim }) => finding(claim));
    return el(
      "section",
      { class: "para" },
      el("p", { class: "draft-text", dir: "auto" }, pieces(text, [start, end], own, units)),
      findings.length ? el("ul", { class: "findings" }, findings) : null,
    );
  });
}

/**
 * Where a text's paragraphs begin and end, in UTF-16 units: at empty lines, or where it has none, at
 * every line's end; never within a claim.
 * @param {string} text
 * @param {{ from: number, to: number }[]} placed
 */
function paragraphs(text, placed) {
  const gaps = /\n[ \t\r]*\n/.test(text) ? /\s*\n[ \t\r]*\n\s*/g : /\s*\n\s*/g;
  /** @type {[number, number][]} */
  const found = [];
  let start = 0;
  for (const gap of text.matchAll(gaps)) {
    if (placed.some(({ from, to }) => from < gap.index && to > gap.index)) continue;
    found.push([start, gap.index]);
    start = gap.index + gap[0].length;
  }
  found.push([start, text.length]);
  return found.filter(([from, to]) => text.slice(from, to).trim());
}

/**
 * A paragraph, its claims marked.
 * @param {string} text
 * @param {[number, number]} span
 * @param {{ claim: Claim, from: number, to: number }[]} placed its own
 * @param {(offset: number) => number} units
 * @returns {Child[]}
 */
function pieces(text, [start, end], placed, units) {
  /** @type {Child[]} */
  const nodes = [];
  let at = start;
  for (const { claim, from, to } of placed) {
    if (from < at) continue; // within the one before
    nodes.push(text.slice(at, from), inText(text, claim, units));
    at = to;
  }
  return [...nodes, text.slice(at, Math.max(at, end))];
}

/**
 * A claim where it stands. Its finding beneath is what the keyboard goes to.
 * @param {string} text
 * @param {Claim} claim
 * @param {(offset: number) => number} units
 */
function inText(text, claim, units) {
  const ranges = claim.differences.map(({ start, end }) => ({
    start: units(start),
    end: units(end),
    kind: "pale",
  }));
  const content = runNodes({ text, units, ranges }, [[claim.start, claim.end]]);
  const attributes = { class: `claim ${kindOf(claim)}`, title: WORDS[claim.verdict] };
  const place = placeOf(claim);
  if (!place) return el("span", attributes, content);
  const target = addressOf(place);
  return opens(el("a", { ...attributes, href: href(target), tabindex: "-1" }, content), target);
}

/** @param {Claim} claim */
const kindOf = ({ verdict }) => verdict.split(" ")[0];

/** @param {Claim} claim */
function finding(claim) {
  const words = claim.kind === "quotation" ? `“${claim.text}”` : claim.text;
  return el(
    "li",
    { class: "finding", "data-verdict": claim.verdict },
    el(
      "p",
      { class: "finding-line" },
      el("span", { class: `verdict ${kindOf(claim)}` }, WORDS[claim.verdict]),
      " ",
      el("span", { class: "what clamp", dir: "auto" }, words),
    ),
    claim.differences.length ? el("p", { class: "differs" }, differences(claim)) : null,
    ...places(claim),
  );
}

/** @param {Claim} claim */
function differences({ differences: all }) {
  const told = all.map(({ text, article_text: theirs }) => {
    if (!text) return `“${theirs}” is left out`;
    return theirs ? `“${text}” for “${theirs}”` : `“${text}” is not there`;
  });
  return `Differs: ${told.join("; ")}`;
}

/**
 * Where articles say so, and what others say.
 * @param {Claim} claim
 */
function places(claim) {
  const { matches, others, verdict } = claim;
  const isExact = verdict === "exact";
  // What differs is said of the first.
  const rows = matches.map((match, i) => placeRow(match, i ? null : claim, isExact ? "strong" : "place"));
  const other = others.map((match) => placeRow(match, null, "place"));
  const shown = matches.length ? rows.slice(0, 1) : other.slice(0, MOST);
  const more = matches.length ? rows.slice(1) : other.slice(MOST);
  return [
    matches.length || !others.length ? null : el("p", { class: "muted says" }, "The articles say"),
    ...shown,
    fold(more, matches.length ? "more that say so" : "more values"),
    matches.length ? fold(other, others.length === 1 ? "other value" : "other values") : null,
  ];
}

/** @param {Match} match */
const offsets = ({ start, end }) => `${start.toLocaleString("en")}–${end.toLocaleString("en")}`;

/**
 * @param {HTMLElement[]} rows
 * @param {string} what
 */
function fold(rows, what) {
  if (!rows.length) return null;
  return el("details", {}, el("summary", { class: "muted" }, `${rows.length} ${what}`), rows);
}

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
  const target = addressOf(match);
  const about = origin(match);
  const link = opens(
    el(
      "a",
      { class: "row", href: href(target), "data-span": `${match.article}\n${match.start}` },
      el("span", { class: "quoted", dir: "auto" }, runNodes({ text, units, ranges }, [[base, end]])),
      el(
        "span",
        { class: "whence" },
        el("bdi", {}, titleOf(match)),
        ...(about.length ? [" · ", ...about] : []),
        " · ",
        el("span", { class: "offsets" }, `characters ${offsets(match)}`),
      ),
    ),
    target,
  );
  const note = match.correction && correctionOf(match.correction);
  return note ? el("div", {}, link, note) : link;
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
