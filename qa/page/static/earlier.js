// This session's earlier questions, newest first, each read as it was then.

import { byId, el } from "./dom.js";
import { askLink } from "./question.js";

const STORED = "gleaner.earlier";
const KEPT = 20;
const button = byId("earlier-button", HTMLButtonElement);
const list = byId("earlier-list");

/** @typedef {{ q: string, typed: string }} Asked */

/**
 * Puts a question first.
 * @param {Asked} asked
 */
export function remember({ q, typed }) {
  const questions = [{ q, typed }, ...stored().filter((each) => each.q !== q)].slice(0, KEPT);
  try {
    sessionStorage.setItem(STORED, JSON.stringify(questions));
  } catch {
    return; // storage may be turned off
  }
  draw();
}

/** @returns {Asked[]} */
function stored() {
  try {
    const questions = JSON.parse(sessionStorage.getItem(STORED) ?? "[]");
    return Array.isArray(questions) ? questions.filter(isAsked) : [];
  } catch {
    return [];
  }
}

/** @param {any} each */
const isAsked = (each) => typeof each?.q === "string" && typeof each.typed === "string";

function draw() {
  const questions = stored();
  button.disabled = questions.length === 0;
  list.replaceChildren(...questions.map(({ q, typed }) => el("li", {}, askLink(q, typed))));
}

draw();
