// The address: what it says is what the page shows; shared links, back and forward restore it.

const NAMES = ["view", "q", "after", "before", "source", "article", "start", "end"];
const listeners = [];

// What the address says.
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

// The address as others can be given it.
export const absolute = (address) => new URL(href(address), location.href).href;

export function go(address, { replace = false, opened = false } = {}) {
  const target = href(address);
  if (target === href(here())) replace = true;
  const state = { opened: opened || (replace && wasOpened()) };
  if (replace) history.replaceState(state, "", target);
  else history.pushState(state, "", target);
  tell();
}

// Whether the article here was opened on the page, so that going back closes it.
export const wasOpened = () => Boolean(history.state?.opened);

// Whether a click on a link is to open it in another tab or window.
export const isForElsewhere = (event) =>
  event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;

// Makes a link do something within the page, unless it is to open elsewhere.
export function followed(anchor, action) {
  anchor.addEventListener("click", (event) => {
    if (isForElsewhere(event)) return;
    event.preventDefault();
    action();
  });
  return anchor;
}

// Makes a link lead there within the page.
export const leads = (anchor, address, { opened = false } = {}) =>
  followed(anchor, () => go(address, { opened }));

// Makes a link open an article beside its question; one that is open already gives way.
export function opens(anchor, address) {
  return followed(anchor, () => {
    const replace = Boolean(here().article);
    go(address, { replace, opened: !replace || wasOpened() });
  });
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
