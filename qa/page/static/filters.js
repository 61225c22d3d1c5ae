// The filters: from and to a date, and a source.

import { go, here, withoutArticle } from "./address.js";
import { byId, el } from "./dom.js";
import { day } from "./format.js";

const PAUSE = 500; // ms without typing, after which a date is taken to be whole
const sourceSelect = byId("source", HTMLSelectElement);
const inputs = [byId("after", HTMLInputElement), byId("before", HTMLInputElement), sourceSelect];
const button = byId("filters-button");
const words = byId("filters-text");
let editing = null; // the input that is being changed

// Shows the filters that the address has.
export function draw(address) {
  if (address.source) addSource(address.source);
  for (const input of inputs) {
    if (editing !== input && input.value !== address[input.id]) input.value = address[input.id];
  }
  const { after, before, source } = address;
  const range = [after && `from ${day(after)}`, before && `to ${day(before)}`].filter(Boolean);
  const text = [source, range.join(" ")].filter(Boolean).join(", ");
  words.textContent = text || "Filters";
  button.classList.toggle("active", Boolean(text));
}

// Offers the sources of the articles that are indexed.
export function setSources(sources) {
  sourceSelect.replaceChildren(sourceSelect.options[0]);
  for (const source of sources) addSource(source);
  draw(here());
}

function addSource(source) {
  if ([...sourceSelect.options].some((option) => option.value === source)) return;
  sourceSelect.append(el("option", { value: source }, source));
}

function watch(input) {
  const isDate = input.type === "date";
  let timer = null;
  const commit = () => {
    clearTimeout(timer);
    if (editing !== input) return;
    // While a year is typed it is 2, 20 and 202: no year yet.
    if (!input.checkValidity() || (isDate && /^0/.test(input.value))) return;
    editing = null;
    if (input.value === here()[input.id]) return;
    const replace = !here().q || isDate;
    go({ ...withoutArticle(here()), [input.id]: input.value }, { replace });
  };
  input.addEventListener("change", () => {
    clearTimeout(timer);
    if (isDate) timer = setTimeout(commit, PAUSE);
    else commit();
  });
  input.addEventListener("input", () => (editing = input));
  input.addEventListener("blur", () => {
    commit();
    if (editing !== input) return;
    editing = null;
    draw(here());
  });
  input.addEventListener("keydown", (event) => event.key === "Enter" && commit());
}

for (const input of inputs) watch(input);

byId("filters-clear").addEventListener("click", () => {
  const cleared = { ...withoutArticle(here()), after: "", before: "", source: "" };
  go(cleared, { replace: !here().q });
});
