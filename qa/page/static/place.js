// Where the reader is, written in the address: what a shared link, back and forward restore.

const NAMES = ["view", "q", "after", "before", "source", "article", "start", "end"];
const listeners = [];

export function here() {
  const query = new URLSearchParams(location.search);
  const place = Object.fromEntries(NAMES.map((name) => [name, query.get(name) || ""]));
  place.view ||= "ask";
  place.start = place.start === "" ? null : Number(place.start);
  place.end = place.end === "" ? null : Number(place.end);
  if (!(place.start >= 0 && place.end > place.start)) place.start = place.end = null;
  return place;
}

export function href(place) {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = place[name];
    if (value === null || value === undefined || value === "") continue;
    if (name === "view" && value === "ask") continue;
    query.set(name, value);
  }
  const text = query.toString();
  return text ? `/?${text}` : "/";
}

export function go(place, { replace = false, opened = false } = {}) {
  const target = href(place);
  if (target === href(here())) replace = true;
  const state = { opened: opened || (replace && Boolean(history.state?.opened)) };
  if (replace) history.replaceState(state, "", target);
  else history.pushState(state, "", target);
  tell();
}

// Makes a link lead there within the page, unless it is to open elsewhere.
export function leads(anchor, place, { opened = false, before = () => {} } = {}) {
  anchor.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    before();
    go(typeof place === "function" ? place() : place, { opened });
  });
  return anchor;
}

export const filtersOf = ({ after, before, source }) => ({ after, before, source });

// The same question, with no article open.
export const withoutArticle = (place) => ({ ...place, article: "", start: null, end: null });

export function onChange(listener) {
  listeners.push(listener);
}

function tell() {
  for (const listener of listeners) listener(here());
}

addEventListener("popstate", tell);
