// A result: the answer with its sentence and what the articles say, or that there is none, with the
// evidence beneath.

import { noAnswer } from "./absence.js";
import { absolute, href, opens, withoutArticle } from "./address.js";
import { Busy, explain, NoIndex } from "./api.js";
import { copyButton, keepVerbatim } from "./copying.js";
import { correctionLine, flagOf } from "./corrections.js";
import { byId, el } from "./dom.js";
import { evidenceBlock } from "./evidence.js";
import { directionOf, origin, plain, titleOf } from "./format.js";
import { missRows } from "./misses.js";
import { noIndex } from "./no_index.js";
import { announce } from "./notices.js";
import { perhapsBlock } from "./perhaps.js";
import { quote } from "./quote.js";
import { answerRow, isWords, spanOf } from "./rows.js";
import { sheetButton } from "./sheet_buttons.js";
import { headingOf, sideBySide } from "./strip.js";
import { sentence, words } from "./text.js";
import { watchButton } from "./watching.js";
import { confidence } from "./why.js";
import { wordsBlocks, wordsSaid } from "./words.js";

/** @import { Address } from "./address.js" */
/** @import { Status } from "./endpoints.js" */
/** @import { Answered, Reply, Row } from "./rows.js" */

const area = byId("result");

/**
 * @param {Reply} found
 * @param {Address} address what it was asked with
 */
export function draw(found, address) {
  if (isWords(found)) {
    show(...noticeOf(found), ...wordsBlocks(found, address));
    announce(wordsSaid(found));
    return;
  }
  const evidence = found.evidence;
  if (found.answered) {
    const said = sideBySide(found, address);
    show(
      ...noticeOf(found),
      answerBlock(found, address),
      said,
      perhapsBlock(found, address),
      evidenceBlock("Other passages", evidence, address),
    );
    const standing = found.groups.filter((group) => !group.corrected).length;
    const differ = found.agree === false ? ` ${headingOf(found)}: ${standing} answers.` : "";
    announce(`Answer: ${found.answer}. ${capital(found.confidence_word)}.${differ}`);
  } else {
    const misses = [...missRows(found), ...evidence];
    show(...noticeOf(found), noAnswer(found, address), evidenceBlock("Nearest misses", misses, address));
    announce("No answer found.");
  }
}

/**
 * What a result says of the index's own state.
 * @param {Reply} found
 */
const noticeOf = ({ notice }) => (notice ? [el("p", { class: "problem", role: "alert" }, notice)] : []);

/**
 * Says why there is no result.
 * @param {unknown} error
 * @param {Status | null} status the server's, as last seen
 * @param {() => void} again asks once more
 */
export function drawProblem(error, status, again) {
  if (error instanceof NoIndex && status && !status.problem) {
    show(noIndex(status));
    announce(error.message);
    return;
  }
  if (error instanceof Busy) {
    drawBusy(error.message, again);
    return;
  }
  const gone = "Gleaner has stopped. The question is asked again by itself once it runs.";
  const text = explain(error, gone);
  show(el("p", { class: "problem", role: "alert" }, text));
}

/**
 * @param {string} text
 * @param {() => void} again
 */
function drawBusy(text, again) {
  const button = el("button", { type: "button", class: "button" }, "Ask again");
  button.addEventListener("click", again);
  const said = text.replace(/ Ask again in a moment\.$/, ""); // the button says so
  show(el("p", { class: "busy", role: "status" }, said, " ", button));
}

export function drawStarting() {
  show(el("p", { class: "muted starting" }, "Starting; the first answer takes some seconds."));
}

export function hide() {
  area.hidden = true;
}

/** Whether it says that there is no index to ask. */
export const hasNoIndex = () => !area.hidden && Boolean(area.querySelector(".no-index"));

/** Gives its heading the focus, without moving the page. */
export function focus() {
  const heading = area.querySelector("h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/**
 * Says whether what is shown is about to be replaced.
 * @param {boolean} busy
 */
export function setBusy(busy) {
  if (busy) area.setAttribute("aria-busy", "true");
  else area.removeAttribute("aria-busy");
}

/** @param {(Node | string)[]} blocks */
function show(...blocks) {
  area.hidden = false;
  area.replaceChildren(...blocks);
}

/**
 * @param {Answered} found
 * @param {Address} address
 */
function answerBlock(found, address) {
  const row = answerRow(found);
  const target = { ...withoutArticle(address), ...spanOf(row) };
  const shown = words(row, [row.start, row.end]);
  const [seen, title] = [plain(shown.textContent ?? ""), titleOf(found)];
  const group = found.groups[found.shown ?? -1];
  const flag = group && flagOf(group);
  const whole = seen === plain(sentence(row).textContent ?? "");
  return el(
    "section",
    { class: "answer-block", "aria-label": "Answer", dir: directionOf(found.sentence) },
    el(
      "div",
      { class: "answer-line" },
      el("h2", { class: `answer ${sizeOf(found.answer)}`, dir: "auto" }, shown),
      confidence(found),
    ),
    whole ? null : quotation(row),
    found.correction ? correctionLine(found.correction, found, address, flag) : null,
    el(
      "p",
      { class: "from" },
      // A headline that is the answer stands above already.
      seen === plain(title) ? null : el("span", { class: "from-title", dir: "auto" }, title),
      el("span", { class: "from-origin" }, origin(found)),
    ),
    el(
      "p",
      { class: "actions" },
      opens(el("a", { class: "action", href: href(target) }, "Open article"), target),
      copyButton("Copy quote", () => quote(found, target)),
      copyButton("Copy link", () => absolute(target)),
      sheetButton(row, found.question),
      watchButton(address),
    ),
  );
}

/** @param {Row} row */
function quotation(row) {
  /** @type {WeakMap<Node, number>} */
  const begins = new WeakMap();
  const block = el("blockquote", { class: "quote", dir: "auto" }, sentence(row, begins));
  keepVerbatim(block, row.sentence, begins);
  return block;
}

/** @param {string} text */
function sizeOf(text) {
  if (text.length <= 28) return "short";
  return text.length <= 90 ? "middling" : "long";
}

/** @param {string} word */
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
