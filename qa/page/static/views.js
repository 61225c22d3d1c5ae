// The views, and the links between them: the address decides which is shown.

import { go, here, href, isForElsewhere, wasTraversed } from "./address.js";
import * as articles from "./articles.js";
import * as ask from "./ask.js";
import "./batch.js";
import { byId, targetOf } from "./dom.js";
import * as question from "./question.js";
import * as reading from "./reading.js";
import * as sheet from "./sheet.js";

/** @import { Address, PartialAddress } from "./address.js" */

/** @type {Record<string, { heading: string, title: string }>} */
const VIEWS = {
  ask: { heading: "Ask the articles", title: "" },
  batch: { heading: "Answer a batch", title: "Batch" },
  articles: { heading: "Manage the articles", title: "Articles" },
  sheet: { heading: "The quotes collected", title: "Sheet" },
};
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll("nav a");
/** @type {PartialAddress} */
let asked = {}; // the address of the Ask view, kept while another is open
/** @type {Record<string, number>} */
const tops = {}; // how far each view was scrolled when it was left

/**
 * Shows what the address says.
 * @param {Address} address
 */
export function render(address) {
  const view = Object.hasOwn(VIEWS, address.view) ? address.view : "ask";
  if (document.body.dataset.view !== view) {
    const isFirst = !document.body.dataset.view;
    const isSame = view !== "ask" || href(address) === href(asked);
    change(view);
    if (!isFirst && !wasTraversed()) scrollTo(0, (isSame && tops[view]) || 0);
  }
  if (view === "ask") {
    asked = address;
    for (const link of links) if (link.dataset.view === "ask") link.href = href(address);
    ask.render(address);
    return;
  }
  if (view === "sheet") {
    sheet.render(address);
    return;
  }
  if (view === "articles") articles.render();
  if (address.article) reading.show(address);
  else reading.hide();
}

/**
 * Where the Ask view is, or was when it was left.
 * @returns {PartialAddress}
 */
export const askAddress = () => (here().view === "ask" ? here() : asked);

/** @param {string} view */
function change(view) {
  reading.hide();
  if (document.body.dataset.view) tops[document.body.dataset.view] = scrollY;
  document.body.dataset.view = view;
  byId("ask").hidden = view !== "ask";
  for (const name of Object.keys(VIEWS)) byId(`view-${name}`).hidden = name !== view;
  for (const link of links) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const { heading, title } = VIEWS[view];
  byId("heading").textContent = heading;
  if (title) document.title = `${title} – Gleaner`;
}

document.addEventListener("click", (event) => {
  /** @type {HTMLAnchorElement | null} */
  const link = targetOf(event).closest("a[data-view]");
  if (!link || isForElsewhere(event)) return;
  event.preventDefault();
  const view = link.dataset.view;
  if ("fresh" in link.dataset || view !== "ask") go({ view });
  else go(askAddress());
  if (view === "ask" && !here().q) question.focus();
});
