// This session's earlier questions, newest first.

import { byId, el } from "./dom.js";
import { askLink } from "./question.js";

const STORED = "gleaner.earlier";
const KEPT = 20;
const button = byId("earlier-button", HTMLButtonElement);
const list = byId("earlier-list");

/**
 * Puts a question first.
 * @param {string} q
 */
export function remember(q) {
  const questions = [q, ...stored().filter((each) => each !== q)].slice(0, KEPT);
  try {
    sessionStorage.setItem(STORED, JSON.stringify(questions));
  } catch {
    return; // storage may be turned off
  }
  draw();
}

/** @returns {string[]} */
function stored() {
  try {
    const questions = JSON.parse(sessionStorage.getItem(STORED) ?? "[]");
    return Array.isArray(questions) ? questions.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

function draw() {
  const questions = stored();
  button.disabled = questions.length === 0;
  list.replaceChildren(...questions.map((q) => el("li", {}, askLink(q))));
}

draw();
