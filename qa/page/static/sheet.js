// The Sheet view: the quotes collected, in their order, each with a note; kept in this browser alone.

import { go } from "./address.js";
import { explain } from "./api.js";
import { byId } from "./dom.js";
import * as server from "./endpoints.js";
import { count } from "./format.js";
import { announce, notice } from "./notices.js";
import * as reading from "./reading.js";
import { tellFull } from "./sheet_buttons.js";
import { saveCsv, saveMarkdown } from "./sheet_files.js";
import { drawItem, drawTold, focusIn, itemOf } from "./sheet_items.js";
import * as store from "./sheet_store.js";
import { slice } from "./text.js";

/** @import { Address } from "./address.js" */
/** @import { Quote } from "./sheet_store.js" */
/** @import { Told } from "./sheet_items.js" */

const MOST_COUNTED = 99;
const list = byId("sheet-list");
const filled = byId("sheet-filled");
const empty = byId("sheet-empty");
const counted = byId("sheet-count");
const state = {
  latest: 0, // the newest place that was to be opened; slower ones before it are dropped
  /** @type {Quote[]} */
  removed: [], // since the last was brought back, for as long as that is offered
};

/**
 * Shows the sheet, and the place of it that the address names.
 * @param {Address} address
 */
export function render(address) {
  draw();
  const turn = ++state.latest;
  if (!address.article) {
    reading.hide();
    return;
  }
  const { article, start, end } = address;
  const quote = store
    .all()
    .find((each) => each.article === article && each.start === start && each.end === end);
  if (quote) open(quote, address, turn);
  else reading.show(address);
}

/**
 * Opens a quote where it stands; where it stands there no more, says so and opens nothing else.
 * @param {Quote} quote
 * @param {Address} address
 * @param {number} turn
 */
async function open(quote, address, turn) {
  const told = await look(quote);
  if (turn !== state.latest || document.body.dataset.view !== "sheet") return;
  drawTold(quote, told);
  if (!told) {
    reading.show(address);
    return;
  }
  reading.hide();
  go({ view: "sheet" }, { replace: true });
}

/**
 * What is to be told of a quote before it is opened; null where its words are at their place.
 * @param {Quote} quote
 * @returns {Promise<Told | null>}
 */
async function look({ article, start, end, text }) {
  let whole;
  try {
    whole = (await server.article(article, null, null)).text;
  } catch (error) {
    return { words: explain(error, "Gleaner has stopped, so the article cannot be read.") };
  }
  if (slice(whole, start, end) === text) return null;
  const at = whole.indexOf(text);
  const begins = [...whole.slice(0, at)].length;
  return at < 0
    ? { words: "The article has changed since: these words are no longer in it.", article }
    : {
        words: "The article has changed since: these words stand elsewhere in it now.",
        article,
        span: [begins, begins + [...text].length],
      };
}

function draw() {
  const quotes = store.all();
  const number = quotes.length;
  counted.textContent = number ? (number > MOST_COUNTED ? `${MOST_COUNTED}+` : String(number)) : "";
  byId("sheet-text").textContent = count(number, "quote");
  filled.hidden = !number;
  empty.hidden = number > 0;
  if (document.body.dataset.view !== "sheet") return;
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const items = quotes.map((quote, i) => drawItem(quote, i, number, changes));
  for (const gone of [...list.children]) {
    if (!items.includes(/** @type {HTMLLIElement} */ (gone))) gone.remove();
  }
  items.forEach((item, i) => {
    if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null);
  });
  if (active !== document.activeElement && active?.isConnected) active.focus();
}

/** What a quote's own buttons do. */
const changes = {
  /**
   * @param {string} key
   * @param {1 | -1} by
   */
  move(key, by) {
    attempt(() => store.move(key, by));
    const quotes = store.all();
    const at = quotes.findIndex((quote) => quote.key === key) + 1;
    itemOf(key)?.scrollIntoView({ block: "nearest" });
    announce(`${at} of ${quotes.length}`);
  },

  /**
   * @param {string} key
   * @param {string} note
   */
  note(key, note) {
    attempt(() => store.setNote(key, note));
  },

  /** @param {string} key */
  remove(key) {
    const quotes = store.all();
    const at = quotes.findIndex((quote) => quote.key === key);
    const next = quotes[at + 1] ?? quotes[at - 1];
    take(quotes.slice(at, at + 1));
    if (next) focusIn(next.key);
    else focusHeading();
  },
};

/**
 * Removes quotes, and offers to bring back all that were removed of late.
 * @param {Quote[]} quotes
 */
function take(quotes) {
  const isOffered = Boolean(document.querySelector('[data-kind="removed"]'));
  state.removed = [...(isOffered ? state.removed : []), ...quotes];
  store.remove(quotes.map((quote) => quote.key));
  const words = `${count(state.removed.length, "quote")} removed.`;
  const back = () => {
    attempt(() => store.bringBack(state.removed));
    const [first] = state.removed;
    state.removed = [];
    if (first) focusIn(first.key);
  };
  notice("removed", words, { words: "Undo", act: back });
}

function focusHeading() {
  const heading = byId("sheet-heading");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** @param {() => void} change */
function attempt(change) {
  try {
    change();
  } catch (error) {
    tellFull(error);
  }
}

byId("sheet-markdown").addEventListener("click", () => saveMarkdown(store.all()));
byId("sheet-csv").addEventListener("click", () => saveCsv(store.all()));
byId("sheet-print").addEventListener("click", () => window.print());
byId("sheet-clear").addEventListener("click", () => {
  take(store.all());
  focusHeading();
});
store.onChange(draw);
draw();
