// What the articles say, side by side: one line where they agree; where they differ each answer
// once, in order of time.

import { correctionLine, correctionsOf, flagOf } from "./corrections.js";
import { el } from "./dom.js";
import { count, inOrderOfTime, range } from "./format.js";
import { passageIcons } from "./passage_icons.js";
import { placeFacts, placesButton } from "./places.js";
import { plot } from "./plot.js";
import { words } from "./text.js";
import { markCurrent, rowLink } from "./walk.js";

/** @import { Address } from "./address.js" */
/** @import { Found, Group, Place } from "./rows.js" */

const FIRST_GROUPS = 6;
const SHORT = 24; // characters of an answer that stands beside its date

/**
 * @param {Found} found
 * @param {Address} address
 */
export function sideBySide(found, address) {
  const { groups, shown } = found;
  if (!groups.length) return "";
  if (groups.length === 1 && shown === 0) return agreement(groups[0], address);
  const names = { class: "said", "aria-labelledby": "said-heading" };
  /** @param {Group[]} chosen */
  const draw = (chosen) => {
    const items = inOrderOfTime(chosen, (group) => group.first_date).map((group) =>
      groupItem(
        group,
        group === groups[shown ?? -1] ? placeShown(group, found) : null,
        senseOf(group, groups),
        address,
      ),
    );
    return el("ol", { class: groups.some(isLong) ? "long" : null }, items);
  };
  const isFirst = groups.map((_, i) => i < FIRST_GROUPS || i === shown);
  const list = draw(groups.filter((_, i) => isFirst[i]));
  const rest = groups.filter((_, i) => !isFirst[i]);
  const moved = plot(groups, address);
  return el(
    "section",
    names,
    el(
      "h2",
      { id: "said-heading" },
      headingOf(found),
      " ",
      el("span", { class: "muted figure" }, String(groups.length)),
    ),
    moved?.told,
    list,
    rest.length ? moreButton(rest.length, () => draw(rest)) : null,
    found.may_say_more ? el("p", { class: "fine" }, unread(found)) : null,
    moved?.figure,
  );
}

/**
 * What the groups are to one another.
 * @param {Pick<Found, "agree" | "over_time">} found
 */
export function headingOf({ agree, over_time: overTime }) {
  if (overTime) return "Reported figures over time";
  return agree === false ? "The articles differ" : "What the articles say";
}

/** @param {Found} found */
const unread = ({ passages, searched }) =>
  `Others may say more: of ${count(searched.passages, "passage")} the ${passages.length} that fit best were read.`;

/**
 * "3 articles say so, 2 independent", that unfolds to them.
 * @param {Group} group
 * @param {Address} address
 */
function agreement(group, address) {
  const { articles, independent, places } = group;
  const say = articles === 1 ? "says" : "say";
  const line =
    articles > 1 && independent === articles
      ? `${count(articles, "independent article")} say so`
      : `${count(articles, "article")} ${say} so${independentOf(group)}`;
  const names = { class: "said agreed", "aria-label": "What the articles say" };
  if (places.length < 2) return el("section", names, el("p", {}, line));
  return el("section", names, placesButton(line, group, address));
}

/**
 * The place of the answer above, among those of its group.
 * @param {Group} group
 * @param {Found & { article?: string, start?: number, end?: number }} found
 */
function placeShown({ places }, { article, start = 0, end = 0 }) {
  const isIt = (/** @type {Place} */ place) =>
    place.article === article && place.start < end && place.end > start;
  return places.find(isIt) ?? places[0];
}

/**
 * @param {Group} group
 * @param {Place | null} above the place of the answer above, where that is of this group
 * @param {string | null} sense
 * @param {Address} address
 */
function groupItem(group, above, sense, address) {
  const place = above ?? firstOf(group);
  const link = rowLink(
    place,
    address,
    { class: above ? "group-row shown" : "group-row" },
    el("span", { class: "value", dir: "auto" }, words(place, [place.start, place.end])),
    " ",
    el(
      "span",
      { class: "facts" },
      placeFacts(place, range(group.first_date, group.last_date)),
      sense ? [" ", el("span", { class: "tag sense" }, sense)] : null,
      above ? [" ", el("span", { class: "tag" }, "shown above")] : null,
    ),
  );
  const [correction] = correctionsOf(group.places);
  const note = correction && correctionLine(correction, place, address, flagOf(group));
  const isOne = group.places.length < 2;
  const more = isOne ? null : placesButton(supportOf(group), group, address);
  return el("li", {}, link, above ? null : passageIcons(place, place, address), note, more);
}

/**
 * Which way a figure moved or is bounded, where another group gives the same figure.
 * @param {Group} group
 * @param {Group[]} groups
 */
function senseOf(group, groups) {
  const { value, unit, change, low, high } = group;
  const isAlone = !groups.some((one) => one !== group && one.value === value && one.unit === unit);
  if (typeof value !== "number" || isAlone) return null;
  if (change) return change;
  if ((low === null) === (high === null)) return null;
  return high === null ? "or more" : "or less";
}

/**
 * The first to say so, but no copy.
 * @param {Group} group
 */
function firstOf({ places }) {
  const originals = places.filter((place) => !place.copy_of);
  return inOrderOfTime(originals.length ? originals : places, (place) => place.date)[0];
}

/**
 * "3 articles, 2 independent"; of one article, how often it says so.
 * @param {Group} group
 */
function supportOf(group) {
  const { articles, independent, places } = group;
  if (articles === 1) return `1 article, ${count(places.length, "place")}`;
  if (articles === independent) return count(articles, "independent article");
  return `${count(articles, "article")}${independentOf(group)}`;
}

/** @param {Group} group */
const independentOf = ({ articles, independent }) =>
  independent < articles ? `, ${independent} independent` : "";

/** @param {Group} group */
const isLong = (group) => group.answer.length > SHORT;

/**
 * Shows the rest in place of itself, beneath what is read: none of that moves.
 * @param {number} rest
 * @param {() => HTMLElement} draw
 */
function moreButton(rest, draw) {
  const button = el("button", { type: "button", class: "quiet more" }, `${rest} more`);
  button.addEventListener("click", () => {
    const list = draw();
    button.replaceWith(list);
    markCurrent();
    list.querySelector("a")?.focus({ preventScroll: true });
  });
  return button;
}
