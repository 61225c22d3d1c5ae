// What is pinned above the open article: its own notes, and what corrects it elsewhere.

import { here, href, opens } from "./address.js";
import { correctionsOf, noteText, whence } from "./corrections.js";
import { byId, el } from "./dom.js";
import { slice } from "./text.js";

/** @import { WholeArticle } from "./endpoints.js" */
/** @import { Correction, Row } from "./rows.js" */

const area = byId("reading-notes");

/**
 * @param {WholeArticle} found
 * @param {Row[]} rows those of the question that are of the article
 */
export function draw(found, rows) {
  const [title] = found.blocks.filter((block) => block.kind === "title");
  // What corrects others says so in its title, which is read anyway.
  const own = found.notes.filter((note) => !title || note.start >= title.end).map((note) => {
    const text = slice(found.text, note.start, note.end);
    return [noteLink({ ...found, ...note, text })];
  });
  const others = correctionsOf(rows)
    .filter((note) => note.article !== found.article)
    .map((note) => [el("span", { class: "flag" }, "Corrected"), " ", noteLink(note), whence(note)]);
  area.replaceChildren(...[...own, ...others].map((each) => el("p", { class: "correction" }, each)));
  hide(!area.childElementCount);
}

/** @param {boolean} hidden */
export function hide(hidden = true) {
  area.hidden = hidden;
}

/** @param {Correction} note */
function noteLink(note) {
  const target = { ...here(), article: note.article, start: note.start, end: note.end };
  const attributes = { class: "note", dir: "auto", href: href(target) };
  return opens(el("a", attributes, noteText(note)), target);
}
