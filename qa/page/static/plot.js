// The values over time: a dot for each that an article of a known date states. From zero up, so that
// twice the height is twice the value.

import { href, opens, withoutArticle } from "./address.js";
import { el, svg } from "./dom.js";
import { day, titleOf } from "./format.js";

/** @import { Address } from "./address.js" */
/** @import { Group, Place } from "./rows.js" */

/** @typedef {{ value: number, date: string, place: Place, words: string, corrected: boolean }} Point */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

const FEWEST = 3; // points
const [TOP, BOTTOM, SIDE] = [30, 30, 14]; // what the dots keep from the edges, in pixels
const [HEIGHT, DOT, GAP] = [140, 5, 5];
const LONGEST = 24; // characters of a value that is written at its dot
let plots = 0;

/**
 * Nothing where there are too few values of one unit to see them move.
 * @param {Group[]} groups
 * @param {Address} address
 */
export function plot(groups, address) {
  const points = pointsOf(groups);
  const dates = new Set(points.map((point) => point.date));
  const values = new Set(points.map((point) => point.value));
  if (points.length < FEWEST || dates.size < 2 || values.size < 2) return null;
  const ids = { title: `plot-${++plots}`, desc: `plot-${plots}-says` };
  const names = { role: "group", "aria-labelledby": ids.title, "aria-describedby": ids.desc };
  const drawing = svg("svg", { class: "plot", ...names });
  const title = svg("title", { id: ids.title }, "The values over time");
  const draw = () => {
    drawing.replaceChildren(title);
    fill(drawing, points, drawing.clientWidth, address);
  };
  new ResizeObserver(draw).observe(drawing); // the first time before it is seen
  return {
    told: el("p", { id: ids.desc, class: "muted movement" }, movement(points)),
    figure: el("figure", { class: "moved" }, drawing),
  };
}

/**
 * What is known to be of one unit and of a day, in order of time; what was corrected goes first
 * among those of one day.
 * @param {Group[]} groups
 * @returns {Point[]}
 */
function pointsOf(groups) {
  /** @type {Map<string, Map<string, Point>>} */
  const units = new Map();
  for (const { value, unit, change, answer, places } of groups) {
    if (typeof value !== "number") continue;
    const kind = `${unit ?? ""} ${change ?? ""}`; // what rose, what fell and what is are no series
    const points = units.get(kind) ?? new Map();
    units.set(kind, points);
    for (const place of places) {
      const [date, corrected] = [place.date, Boolean(place.correction)];
      const key = `${date} ${value}`;
      if (!date || (points.has(key) && !points.get(key).corrected)) continue;
      points.set(key, { value, date, place, words: answer, corrected });
    }
  }
  const most = [...units.values()].toSorted((a, b) => b.size - a.size)[0];
  return [...(most?.values() ?? [])].sort(
    (a, b) => a.date.localeCompare(b.date) || Number(b.corrected) - Number(a.corrected),
  );
}

/**
 * "First reported 4,666 on 31 Oct 2023 · latest 31,000 on 1 Dec 2023", in the articles' figures, of
 * those that stand.
 * @param {Point[]} points
 */
function movement(points) {
  /** @type {(point: Point) => (Node | string)[]} */
  const told = ({ words, date, corrected }) => [
    el("bdi", {}, words),
    ` on ${day(date)}${corrected ? " (corrected)" : ""}`,
  ];
  const standing = points.filter((point) => !point.corrected);
  const [first, ...later] = standing.length > 1 ? standing : points;
  const last = later[later.length - 1];
  return ["First reported ", ...told(first), " · latest ", ...told(last)];
}

/**
 * @param {SVGSVGElement} drawing
 * @param {Point[]} points
 * @param {number} width
 * @param {Address} address
 */
function fill(drawing, points, width, address) {
  const [first, last] = [points[0].date, points[points.length - 1].date];
  const [low, high] = [
    Math.min(0, ...points.map((point) => point.value)),
    Math.max(0, ...points.map((point) => point.value)),
  ];
  const floor = HEIGHT - BOTTOM;
  const span = Date.parse(last) - Date.parse(first);
  const dots = points.map((point) => ({
    point,
    x: SIDE + ((width - 2 * SIDE) * (Date.parse(point.date) - Date.parse(first))) / span,
    y: floor - ((floor - TOP) * (point.value - low)) / (high - low),
  }));
  const zero = floor - ((floor - TOP) * (0 - low)) / (high - low);
  drawing.append(svg("line", { x1: 0, x2: width, y1: zero, y2: zero, class: "base" }));
  const under = { y: HEIGHT - 6, class: "when" };
  drawing.append(
    svg("text", { ...under, x: 0 }, day(first)),
    svg("text", { ...under, x: width, "text-anchor": "end" }, day(last)),
  );
  for (const dot of dots) drawing.append(dotLink(dot.point, dot.x, dot.y, address));
  const taken = dots.map(({ x, y }) => around(x, y, DOT));
  const values = points.map((point) => point.value);
  for (const [i, { point, x, y }] of [...dots.entries()].toReversed()) {
    // The same value again says nothing new.
    if (point.words.length > LONGEST || values.indexOf(point.value) < i) continue;
    label(drawing, point.words, { x, y, width, zero, taken });
  }
}

/**
 * @param {Point} point
 * @param {number} x
 * @param {number} y
 * @param {Address} address
 */
function dotLink({ place, words, date, corrected }, x, y, address) {
  const { article, start, end } = place;
  const target = { ...withoutArticle(address), article, start, end };
  const from = `${words}, ${day(date)}, ${place.source || titleOf(place)}`;
  const name = corrected ? `${from}, corrected` : from;
  const link = svg(
    "a",
    { href: href(target), "aria-label": name, class: corrected ? "corrected" : null },
    svg("title", {}, name),
    svg("circle", { cx: x, cy: y, r: 12, class: "reach" }),
    svg("circle", { cx: x, cy: y, r: DOT, class: "dot" }),
  );
  return opens(link, target);
}

/**
 * Writes a value above its dot, or beside it, where there is room; the list has those without.
 * @param {SVGSVGElement} drawing
 * @param {string} words
 * @param {{ x: number, y: number, width: number, zero: number, taken: Box[] }} where
 */
function label(drawing, words, { x, y, width, zero, taken }) {
  const text = svg("text", { class: "label", "aria-hidden": "true" }, words);
  drawing.append(text);
  const [wide, high] = [text.getComputedTextLength(), 16];
  const reach = DOT + GAP;
  const lefts = [x - wide / 2, x + reach, x - reach - wide];
  const places = lefts.map((left, i) => {
    const inside = i ? left : Math.max(0, Math.min(left, width - wide));
    const beside = y - high / 2;
    const isOnLine = beside < zero && beside + high > zero;
    const top = i ? (isOnLine ? zero - high : beside) : y - reach - high + 2;
    return { left: inside, top, right: inside + wide, bottom: top + high };
  });
  const isFree = (/** @type {Box} */ box) =>
    box.left >= 0 && box.right <= width && !taken.some((other) => overlap(box, other));
  const box = places.find(isFree);
  if (!box) {
    text.remove();
    return;
  }
  taken.push(box);
  text.setAttribute("x", String(box.left));
  text.setAttribute("y", String(box.bottom - 4));
}

/** @type {(x: number, y: number, by: number) => Box} */
const around = (x, y, by) => ({ left: x - by, top: y - by, right: x + by, bottom: y + by });

/** @type {(a: Box, b: Box) => boolean} */
const overlap = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
