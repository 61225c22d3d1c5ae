// The address: what it says is what the page shows; shared links, back and forward restore it.

/**
 * What the address says; what it does not say is empty, or null.
 * @typedef {object} Address
 * @property {string} view
 * @property {string} q the question
 * @property {string} after
 * @property {string} before
 * @property {string} source
 * @property {string} as_of the day by which the articles are to have said it
 * @property {string} typed how it is read, "question" or "words", where that is not as it looks
 * @property {string} order of passages that hold words: "newest" or "oldest"
 * @property {string} article the one that is open
 * @property {number | null} start of the span of it that is shown
 * @property {number | null} end
 */

/** @typedef {Pick<Address, "after" | "before" | "source" | "as_of">} Filters */
/** @typedef {{ [Name in keyof Address]?: Address[Name] | null }} PartialAddress */

/** @type {(keyof Address)[]} */
const NAMES = ["view", "q", "after", "before", "source", "as_of", "typed", "order", "article", "start", "end"];

/** @type {((address: Address) => void)[]} */
const listeners = [];
let traversed = false; // whether back or forward led here
let pointed = false; // whether a click has just asked to see a place

/**
 * What the address says.
 * @returns {Address}
 */
export function here() {
  const query = new URLSearchParams(location.search);
  /** @param {keyof Address} name */
  const text = (name) => query.get(name) || "";
  const [start, end] = [Number(text("start")), Number(text("end"))];
  const isSpan = text("start") !== "" && start >= 0 && end > start;
  return {
    view: text("view") || "ask",
    q: text("q"),
    after: text("after"),
    before: text("before"),
    source: text("source"),
    as_of: text("as_of"),
    typed: text("typed"),
    order: text("order"),
    article: text("article"),
    start: isSpan ? start : null,
    end: isSpan ? end : null,
  };
}

/**
 * An address as links have it.
 * @param {PartialAddress} address
 */
export function href(address) {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = address[name];
    if (value === null || value === undefined || value === "") continue;
    if (name === "view" && value === "ask") continue;
    query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `/?${text}` : "/";
}

/**
 * An address as others can be given it.
 * @param {PartialAddress} address
 */
export const absolute = (address) => new URL(href(address), location.href).href;

/**
 * Goes to an address. `opened`: it opens an article, so that going back closes it.
 * @param {PartialAddress} address
 * @param {{ replace?: boolean, opened?: boolean }} [options]
 */
export function go(address, { replace = false, opened = false } = {}) {
  const target = href(address);
  const replaces = replace || target === href(here());
  const state = { opened: opened || (replaces && wasOpened()) };
  if (replaces) history.replaceState(state, "", target);
  else history.pushState(state, "", target);
  traversed = false;
  tell();
}

/** Whether back or forward led here: the browser brings back how far the page was scrolled. */
export const wasTraversed = () => traversed;

/** Whether the article that is open was opened on the page, so that going back closes it. */
export const wasOpened = () => Boolean(history.state?.opened);

/**
 * Whether a click on a link is to open it in another tab or window.
 * @param {MouseEvent} event
 */
export const isForElsewhere = (event) =>
  event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;

/**
 * Makes a link do something within the page, unless it is to open elsewhere.
 * @template {HTMLAnchorElement | SVGAElement} Link
 * @param {Link} anchor
 * @param {() => void} action
 */
export function followed(anchor, action) {
  anchor.addEventListener("click", (event) => {
    if (isForElsewhere(/** @type {MouseEvent} */ (event))) return;
    event.preventDefault();
    action();
  });
  return anchor;
}

/**
 * Makes a link lead there within the page.
 * @param {HTMLAnchorElement} anchor
 * @param {PartialAddress} address
 * @param {{ opened?: boolean }} [options]
 */
export const leads = (anchor, address, options) => followed(anchor, () => go(address, options));

/**
 * Makes a link open an article beside its question; one that is open already gives way.
 * @template {HTMLAnchorElement | SVGAElement} Link
 * @param {Link} anchor
 * @param {PartialAddress} address
 */
export function opens(anchor, address) {
  return followed(anchor, () => {
    const replace = Boolean(here().article);
    pointed = true;
    go(address, { replace, opened: !replace || wasOpened() });
  });
}

/** Whether a click has just asked to see the place that the address says; true once. */
export function takePointed() {
  const was = pointed;
  pointed = false;
  return was;
}

/**
 * @param {Filters} address
 * @returns {Filters}
 */
export const filtersOf = ({ after, before, source, as_of }) => ({ after, before, source, as_of });

/**
 * How a text is read, and in which order what holds it comes.
 * @param {Address} address
 */
export const readingOf = ({ typed, order }) => ({ typed, order });

/** What filters that are not set are. */
export const NO_FILTERS = { after: "", before: "", source: "", as_of: "" };

/**
 * The same question, with no article open.
 * @param {PartialAddress} address
 * @returns {PartialAddress}
 */
export const withoutArticle = (address) => ({ ...address, article: "", start: null, end: null });

/**
 * Whoever listens is told each address that the page goes to.
 * @param {(address: Address) => void} listener
 */
export function onChange(listener) {
  listeners.push(listener);
}

function tell() {
  for (const listener of listeners) listener(here());
}

addEventListener("popstate", () => {
  traversed = true;
  tell();
});
