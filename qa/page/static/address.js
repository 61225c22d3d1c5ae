// The address: what it says is what the page shows; shared links, back and forward restore it.

const NAMES = ["view", "q", "after", "before", "source", "article", "start", "end"];
const listeners = [];

export function here() {
  const query = new URLSearchParams(location.search);
  const address = Object.fromEntries(NAMES.map((name) => [name, query.get(name) || ""]));
  address.view ||= "ask";
  address.start = address.start === "" ? null : Number(address.start);
  address.end = address.end === "" ? null : Number(address.end);
  if (!(address.start >= 0 && address.end > address.start)) address.start = address.end = null;
  return address;
}

export function href(address) {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = address[name];
    if (value === null || value === undefined || value === "") continue;
    if (name === "view" && value === "ask") continue;
    query.set(name, value);
  }
  const text = query.toString();
  return text ? `/?${text}` : "/";
}

export function go(address, { replace = false, opened = false } = {}) {
  const target = href(address);
  if (target === href(here())) replace = true;
  const state = { opened: opened || (replace && Boolean(history.state?.opened)) };
  if (replace) history.replaceState(state, "", target);
  else history.pushState(state, "", target);
  tell();
}

// Makes a link lead there within the page, unless it is to open elsewhere.
export function leads(anchor, address, { opened = false, before = () => {} } = {}) {
  anchor.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    before();
    go(typeof address === "function" ? address() : address, { opened });
  });
  return anchor;
}

export const filtersOf = ({ after, before, source }) => ({ after, before, source });

// The same question, with no article open.
export const withoutArticle = (address) => ({ ...address, article: "", start: null, end: null });

export function onChange(listener) {
  listeners.push(listener);
}

function tell() {
  for (const listener of listeners) listener(here());
}

addEventListener("popstate", tell);
