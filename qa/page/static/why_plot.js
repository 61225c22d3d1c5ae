// How often answers were right, drawn by the number that they had: a reliability diagram.

import { el, svg } from "./dom.js";
import { percent } from "./format.js";

/**
 * What spoke for an answer or against it: `weight` in log-odds, beside what is usual.
 * @typedef {object} Reason
 * @property {string} feature
 * @property {"for" | "against"} direction
 * @property {number} weight
 * @property {string} says
 */

/**
 * How many answers were right whose number was from `least` to a tenth above it.
 * @typedef {object} Measured
 * @property {number} least
 * @property {number} confidence
 * @property {number} right
 * @property {number} questions
 */

/**
 * What a confidence means: in words, as it was measured, and for this answer.
 * @typedef {object} Why
 * @property {string} means
 * @property {Reason[]} reasons
 * @property {Measured[]} measured
 * @property {Measured | null} here of them the one that the answer is of
 */

const [WIDTH, HEIGHT] = [310, 170];
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 290, 10, 130]; // where the axes are
const DOT = 3.5;
/** @type {(share: number) => number} */
const x = (share) => LEFT + share * (RIGHT - LEFT);
/** @type {(share: number) => number} */
const y = (share) => BOTTOM - share * (BOTTOM - TOP);

/**
 * @param {Why} why
 * @param {number} share how sure the answer is
 */
export function reliabilityPlot({ measured, here }, share) {
  const line = measured.map((each) => `${x(each.confidence)},${y(each.right)}`).join(" ");
  const drawing = svg(
    "svg",
    { class: "reliability", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": told(measured) },
    axis(),
    svg("line", { class: "even", x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
    svg("line", { class: "own", x1: x(share), y1: y(0), x2: x(share), y2: y(1) }),
    svg("polyline", { class: "found", points: line }),
    measured.map((each) =>
      svg("circle", {
        class: each.least === here?.least ? "dot here" : "dot",
        cx: x(each.confidence),
        cy: y(each.right),
        r: each.least === here?.least ? 2 * DOT : DOT,
      }),
    ),
  );
  return el("figure", {}, drawing);
}

function axis() {
  const texts = [0, 0.5, 1].flatMap((share) => {
    const name = `${100 * share}%`;
    return [
      svg("text", { x: x(share), y: BOTTOM + 16, "text-anchor": "middle" }, name),
      svg("text", { x: LEFT - 6, y: y(share) + 4, "text-anchor": "end" }, name),
    ];
  });
  return [
    svg("path", { class: "base", d: `M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}` }),
    ...texts,
    svg("text", { x: x(0.5), y: HEIGHT - 6, "text-anchor": "middle" }, "the number of an answer"),
    svg("text", { x: LEFT + 6, y: TOP + 9 }, "were right"),
  ];
}

/**
 * The same in words.
 * @param {Measured[]} measured
 */
function told(measured) {
  const parts = measured.map(
    ({ confidence, right, questions }) =>
      `around ${percent(confidence)} ${percent(right)} of ${questions}`,
  );
  return `How many answers were right, by their number: ${parts.join(", ")}`;
}
