// Passages that hold words or phrases: how many, of which sources and years, in which order.

import { readAs, searched } from "./absence.js";
import { filtersOf, href, leads, readingOf, withoutArticle } from "./address.js";
import { explain } from "./api.js";
import { el } from "./dom.js";
import * as server from "./endpoints.js";
import { append, evidenceBlock } from "./evidence.js";
import { facetsBlock } from "./facets.js";
import { count } from "./format.js";
import { headlineRow } from "./headlines.js";
import { isWords } from "./rows.js";
import { markCurrent } from "./walk.js";

/** @import { Address } from "./address.js" */
/** @import { Words } from "./rows.js" */

const MORE = 20; // passages that come at once
const ORDERS = [
  ["", "Relevance"],
  ["newest", "Newest"],
  ["oldest", "Oldest"],
];

/**
 * @param {Words} found
 * @param {Address} address
 * @returns {(Node | string)[]}
 */
export function wordsBlocks(found, address) {
  if (!found.count.passages) {
    const near = evidenceBlock("Nearest in meaning", found.near, address);
    return [head(found, address), headlinesBlock(found, address), near];
  }
  const list = el("div", { class: "groups" });
  append(list, found.evidence, address);
  const all = { class: "evidence", "aria-label": "Passages" };
  const passages = el("section", all, list, more(list, found, address));
  return [head(found, address), ...facetsBlock(found.facets, address), passages];
}

/**
 * The articles whose titles hold it, where no passage does.
 * @param {Words} found
 * @param {Address} address
 */
function headlinesBlock({ headlines }, address) {
  if (!headlines.length) return "";
  const rows = headlines.map((row) => {
    const marks = row.places.map((each) => ({ start: each.title_start, end: each.title_end, kind: "place" }));
    return headlineRow(row, address, marks);
  });
  return el(
    "section",
    { class: "evidence", "aria-labelledby": "headlines-heading" },
    el("h2", { id: "headlines-heading" }, "In headlines"),
    el("ul", { class: "found-places" }, rows),
  );
}

/**
 * What a screen reader is told.
 * @param {Words} found
 */
export function wordsSaid(found) {
  const { passages, articles } = found.count;
  if (passages) return `${heading(found)} in ${count(articles, "article")}.`;
  return `${heading(found)}${found.headlines.length ? ", in no passage" : ""}.`;
}

/**
 * "13 passages", "1 headline"
 * @param {Words} found
 */
function heading({ count: { passages, is_all: isAll }, headlines }) {
  if (!passages) return headlines.length ? count(headlines.length, "headline") : "No passage found";
  return `${isAll ? "" : "At least "}${count(passages, "passage")}`;
}

/**
 * @param {Words} found
 * @param {Address} address
 */
function head(found, address) {
  const { passages, articles, occurrences } = found.count;
  const often = count(occurrences, "time");
  const facts = passages
    ? [`, ${often} in ${count(articles, "article")}`]
    : [found.headlines.length ? ", in no passage. " : ". ", searched(found.searched, address)];
  return el(
    "section",
    { class: "found", "aria-label": "Found" },
    el("h2", {}, heading(found)),
    el("p", { class: "muted" }, sought(found), ...facts),
    el(
      "div",
      { class: "found-line" },
      passages > 1 ? orders(address) : null,
      readAs("question", "Ask it as a question", address),
    ),
  );
}

/**
 * "“handed over” exactly, Myanmar in any form"
 * @param {Words} found
 * @returns {(Node | string)[]}
 */
function sought({ phrases, words }) {
  const quoted = phrases.map((phrase) => el("bdi", {}, `“${phrase}”`));
  const plain = words.map((word) => el("bdi", {}, word));
  return [
    ...joined(quoted),
    quoted.length ? " exactly" : "",
    quoted.length && plain.length ? ", " : "",
    ...joined(plain),
    plain.length ? " in any form" : "",
  ];
}

/**
 * @param {Node[]} nodes
 * @returns {(Node | string)[]}
 */
const joined = (nodes) =>
  nodes.flatMap((node, i) => (i ? [i === nodes.length - 1 ? " and " : ", ", node] : [node]));

/** @param {Address} address */
function orders(address) {
  const links = ORDERS.map(([order, name]) => {
    const target = { ...withoutArticle(address), order };
    const current = address.order === order ? "true" : null;
    const link = el("a", { class: "choice", href: href(target), "aria-current": current }, name);
    return leads(link, target);
  });
  return el("nav", { class: "choices", "aria-label": "Order" }, links);
}

/**
 * What puts further passages beneath those there, none of which moves; nothing where all are there.
 * @param {HTMLElement} list
 * @param {Words} found keeps them as well, so that the way back shows them
 * @param {Address} address
 */
function more(list, found, address) {
  const left = found.count.passages - found.evidence.length;
  if (left <= 0) return "";
  const name = `${Math.min(left, MORE)} of ${count(left, "more passage")}`;
  const button = el("button", { type: "button", class: "quiet more" }, name);
  const said = el("p", { class: "problem", role: "alert", hidden: true });
  const holder = el("div", {}, button, said);
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    said.hidden = true;
    try {
      const first = await addNext(list, found, address);
      holder.replaceWith(more(list, found, address)); // a new one: this one would move down
      markCurrent();
      first?.querySelector("a")?.focus({ preventScroll: true });
    } catch (error) {
      button.removeAttribute("aria-busy");
      said.textContent = explain(error, "Gleaner has stopped, so no more can be shown.");
      said.hidden = false;
    }
  });
  return holder;
}

/**
 * @param {HTMLElement} list
 * @param {Words} found
 * @param {Address} address
 */
async function addNext(list, found, address) {
  const how = { ...filtersOf(address), ...readingOf(address), offset: found.evidence.length };
  const next = await server.ask(address.q, how);
  const rows = isWords(next) ? next.evidence : [];
  if (!rows.length) found.count.passages = found.evidence.length; // they went meanwhile
  found.evidence.push(...rows);
  return append(list, rows, address);
}
