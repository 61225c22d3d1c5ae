// Facets: how many of the passages that were found are of each source and year; a click narrows.

import { href, leads, withoutArticle } from "./address.js";
import { el } from "./dom.js";

/** @import { Address, PartialAddress } from "./address.js" */

/**
 * How many passages are of each source and year; null: it is not known.
 * @typedef {object} Facets
 * @property {{ source: string | null, passages: number }[]} sources
 * @property {{ year: number | null, passages: number }[]} years
 */

/** @typedef {{ name: string, passages: number, target: PartialAddress }} Facet */

const SHOWN = 6; // of a kind; the rest on demand

/**
 * The counts by source and by year, as far as they tell anything.
 * @param {Facets} facets
 * @param {Address} address
 * @returns {Node[]}
 */
export function facetsBlock(facets, address) {
  const plain = withoutArticle(address);
  const sources = facets.sources.flatMap(({ source, passages }) =>
    source ? [{ name: source, passages, target: { ...plain, source } }] : [],
  );
  const years = facets.years.flatMap(({ year, passages }) =>
    year ? [{ name: String(year), passages, target: { ...plain, ...within(year, address) } }] : [],
  );
  const [sourceless] = facets.sources.filter(({ source }) => !source);
  const [undated] = facets.years.filter(({ year }) => !year);
  const isDated = Boolean(address.after || address.before);
  const groups = [
    group("Source", sources, sourceless, address.source ? { ...plain, source: "" } : null),
    group("Year", years, undated, isDated ? { ...plain, after: "", before: "" } : null),
  ].flat();
  if (!groups.length) return [];
  return [el("nav", { class: "facets", "aria-label": "Narrow by source or year" }, groups)];
}

/**
 * The days of a year that the filters leave.
 * @param {number} year
 * @param {Address} address
 */
function within(year, { after, before }) {
  const written = String(year).padStart(4, "0");
  const [first, last] = [`${written}-01-01`, `${written}-12-31`];
  return {
    after: after > first ? after : first,
    before: before && before < last ? before : last,
  };
}

/**
 * @param {"Source" | "Year"} name
 * @param {Facet[]} facets
 * @param {{ passages: number } | undefined} without those of which it is not known: no filter has them
 * @param {PartialAddress | null} all what takes the filter away, where there is one
 * @returns {Node[]}
 */
function group(name, facets, without, all) {
  if (facets.length + Number(Boolean(without)) < 2 && !all) return [];
  const id = `facets-${name.toLowerCase()}`;
  const list = el("ul", { "aria-labelledby": id });
  if (all) list.append(el("li", {}, choice("All", all)));
  list.append(...facets.slice(0, SHOWN).map((facet) => item(facet, Boolean(all))));
  const rest = facets.slice(SHOWN);
  if (rest.length) list.append(moreItem(rest, Boolean(all)));
  if (without) {
    const number = el("span", { class: "figure" }, without.passages.toLocaleString("en"));
    list.append(el("li", { class: "without" }, number, name === "Year" ? " without a date" : " without a source"));
  }
  return [el("div", { class: "facet-group" }, el("h3", { id }, name), list)];
}

/**
 * @param {Facet[]} rest
 * @param {boolean} isNarrowed
 */
function moreItem(rest, isNarrowed) {
  const button = el("button", { type: "button", class: "choice" }, `${rest.length} more`);
  const holder = el("li", {}, button);
  button.addEventListener("click", () => {
    const items = rest.map((facet) => item(facet, isNarrowed));
    holder.replaceWith(...items);
    items[0].querySelector("a")?.focus();
  });
  return holder;
}

/**
 * @param {Facet} facet
 * @param {boolean} isNarrowed whether the only one is what the filter left
 */
function item({ name, passages, target }, isNarrowed) {
  const number = el("span", { class: "figure" }, passages.toLocaleString("en"));
  const text = [el("bdi", {}, name), " ", number];
  return el("li", {}, choice(text, target, isNarrowed));
}

/**
 * @param {string | (Node | string)[]} name
 * @param {PartialAddress} target
 * @param {boolean} [isCurrent]
 */
function choice(name, target, isCurrent = false) {
  const attributes = { class: "choice", href: href(target), "aria-current": isCurrent ? "true" : null };
  return leads(el("a", attributes, ...[name].flat()), target);
}
