// Which articles the table shows: all, those without a source or a date, those that were corrected.

import { byId, el } from "./dom.js";

/** @import { ListedArticle } from "./endpoints.js" */

/** @type {{ words: string, holds: (article: ListedArticle) => boolean }[]} */
const KINDS = [
  { words: "No source", holds: ({ source }) => !source },
  { words: "No date", holds: ({ date }) => !date },
  { words: "Corrected", holds: ({ corrected }) => Object.keys(corrected).length > 0 },
];
const area = byId("articles-kinds");
let chosen = -1;

/**
 * The articles of the kind that is chosen; all where none is.
 * @param {ListedArticle[]} articles
 */
export const ofKind = (articles) => (chosen < 0 ? articles : articles.filter(KINDS[chosen].holds));

/**
 * Offers the kinds that there are, with how many are of each.
 * @param {ListedArticle[]} articles
 * @param {() => void} onChange
 */
export function drawKinds(articles, onChange) {
  const held = area.contains(document.activeElement) ? focused() : -1;
  const buttons = KINDS.map(({ words, holds }, at) => {
    const number = articles.filter(holds).length;
    const figure = el("span", { class: "figure" }, number.toLocaleString("en"));
    const pressed = String(at === chosen);
    const attributes = { type: "button", class: "quiet kind", "aria-pressed": pressed };
    const button = el("button", attributes, words, " ", figure);
    button.hidden = number === 0 && at !== chosen;
    button.addEventListener("click", () => {
      chosen = at === chosen ? -1 : at;
      onChange();
    });
    return button;
  });
  area.replaceChildren(...buttons);
  if (held >= 0) buttons[held].focus();
}

const focused = () => [...area.children].findIndex((each) => each === document.activeElement);
