// Edits of articles: made one at a time, told at the foot of the page, each with what undoes it.

import { here, onChange } from "./address.js";
import { explain } from "./api.js";
import * as server from "./endpoints.js";
import { count } from "./format.js";
import { announce, dismiss, notice } from "./notices.js";
import { lookNow } from "./status.js";

/** @import { Change, EditUpdate, Refused } from "./endpoints.js" */

/** What can be corrected, and what it is called. @type {Record<string, string>} */
export const NAMES = { title: "Title", source: "Source", date: "Date" };

let busy = false;
let refresh = async () => {};

/**
 * Who shows the articles draws them anew after each edit, before that is said to be done.
 * @param {() => Promise<void>} listener
 */
export function onEdited(listener) {
  refresh = listener;
}

/**
 * Corrects facts of articles, and says so in these words. Whether it was done.
 * @param {Change[]} changes
 * @param {string} words
 */
export function correct(changes, words) {
  return make(() => server.correctArticles(changes), ({ undo = [] }) => {
    const act = () => correct(undo, changes.length === 1 ? "Undone." : `${words} Undone.`);
    return { words, undo: undo.length ? act : null };
  });
}

/**
 * Takes articles out, with their files. Whether any went.
 * @param {string[]} paths
 */
export function remove(paths) {
  return make(() => server.removeArticles(paths), ({ removed = [], refused = [] }) => {
    const words = removed.length ? `${count(removed.length, "article")} removed.` : "";
    const ids = removed.map(({ id }) => id);
    return { words: told(words, refused), undo: ids.length ? () => restore(ids) : null };
  });
}

/**
 * Puts removed files back. Whether any came.
 * @param {string[]} ids
 */
export function restore(ids) {
  return make(() => server.restoreArticles(ids), ({ restored = [], refused = [] }) => {
    const words = restored.length ? `${count(restored.length, "article")} put back.` : "";
    return { words: told(words, refused.map(({ reason }) => ({ article: "", reason }))), undo: null };
  });
}

/**
 * @param {() => Promise<EditUpdate>} work
 * @param {(done: EditUpdate) => { words: string, undo: (() => void) | null }} say
 */
async function make(work, say) {
  if (busy) {
    tell("Another edit is being made. Wait until it is done.");
    return false;
  }
  busy = true;
  dismiss("edited");
  lookNow();
  try {
    const done = await work();
    await refresh().catch(() => {}); // it is done, whether or not it can be shown now
    const { words, undo } = say(done);
    const late = done.error ? ` It is kept, but the index was not made to match: ${done.error}` : "";
    tell(`${words}${late}`, undo);
    return Boolean(undo || done.restored?.length);
  } catch (error) {
    tell(explain(error, "Gleaner has stopped, so nothing was changed."));
    return false;
  } finally {
    busy = false;
    lookNow();
  }
}

/**
 * @param {string} text
 * @param {(() => void) | null} [undo]
 */
function tell(text, undo = null) {
  notice("edited", text, undo ? { words: "Undo", act: undo } : null);
  announce(text);
}

/**
 * @param {string} words
 * @param {Refused[]} refused
 */
function told(words, refused) {
  if (!refused.length) return words;
  const [{ article, reason }] = refused;
  const more = refused.length > 1 ? ` And ${refused.length - 1} more.` : "";
  const what = article ? `${article} stays: ${reason}.` : reason;
  return [words, `${what}${more}`].filter(Boolean).join(" ");
}

onChange(() => {
  if (here().view !== "articles") dismiss("edited");
});
