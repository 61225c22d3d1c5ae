// A checked draft as it is drawn: each paragraph, and beneath it what the articles say to its
// quotations and figures.

import { href, opens } from "./address.js";
import { addressOf, places } from "./claim_places.js";
import { el } from "./dom.js";
import { runNodes, unitsOf } from "./text.js";

/** @import { CheckedDraft, Claim, Verdict } from "./checking.js" */
/** @import { Child } from "./dom.js" */
/** @import { Row } from "./rows.js" */

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
export const placeOf = ({ matches, others, verdict }) =>
  (verdict === "different value" ? null : matches[0]) ?? others[0] ?? null;

/**
 * What of the draft differs, and what its first place has instead.
 * @typedef {{ start: number, end: number, text: string, theirs: string }} Told
 */

/**
 * @param {Claim} claim
 * @returns {Told[]}
 */
function differencesOf({ differences: own, headlines }) {
  const [headline] = headlines ?? [];
  return [
    ...own.map((each) => ({ ...each, theirs: each.article_text })),
    ...(headline?.differences ?? []).map((each) => ({ ...each, theirs: each.title_text })),
  ];
}

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
  const ranges = differencesOf(claim).map(({ start, end }) => ({
    start: units(start),
    end: units(end),
    kind: "pale",
  }));
  const content = runNodes({ text, units, ranges }, [[claim.start, claim.end]]);
  const attributes = { class: `claim ${kindOf(claim)}`, title: WORDS[claim.verdict] };
  const place = placeOf(claim) ?? claim.headlines?.[0];
  if (!place) return el("span", attributes, content);
  const target = addressOf(place);
  return opens(el("a", { ...attributes, href: href(target), tabindex: "-1" }, content), target);
}

/** @param {Claim} claim */
const kindOf = ({ verdict }) => verdict.split(" ")[0];

/** @param {Claim} claim */
function finding(claim) {
  const words = claim.kind === "quotation" ? `“${claim.text}”` : claim.text;
  const differing = differencesOf(claim);
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
    differing.length ? el("p", { class: "differs" }, differences(differing)) : null,
    ...places(claim),
  );
}

/** @param {Told[]} all */
function differences(all) {
  const told = all.map(({ text, theirs }) => {
    if (!text) return `“${theirs}” is left out`;
    return theirs ? `“${text}” for “${theirs}”` : `“${text}” is not there`;
  });
  return `Differs: ${told.join("; ")}`;
}
