// The filters: from and to a date, as of a day, and a source.

import { go, here, NO_FILTERS, withoutArticle } from "./address.js";
import { byId, el } from "./dom.js";
import { day } from "./format.js";

/** @import { Address, Filters } from "./address.js" */
/** @typedef {HTMLElement & Pick<HTMLInputElement, "value" | "type" | "checkValidity">} Input */

const PAUSE = 500; // ms without typing, after which a date is taken to be whole
const sourceSelect = byId("source", HTMLSelectElement);
const dateInputs = [
  byId("after", HTMLInputElement),
  byId("before", HTMLInputElement),
  byId("as_of", HTMLInputElement),
];
const inputs = [...dateInputs, sourceSelect];
const button = byId("filters-button");
const words = byId("filters-text");
/** @type {Input | null} */
let editing = null; // the input that is being changed

/**
 * Shows the filters that the address has.
 * @param {Address} address
 */
export function draw(address) {
  if (address.source) addSource(address.source);
  for (const input of inputs) {
    const value = address[nameOf(input)];
    if (editing !== input && input.value !== value) input.value = value;
  }
  const { after, before, source, as_of: asOf } = address;
  const range = [after && `from ${day(after)}`, before && `to ${day(before)}`].filter(Boolean);
  const parts = [source, range.join(" "), asOf && `as of ${day(asOf)}`];
  const text = parts.filter(Boolean).join(", ");
  words.textContent = text || "Filters";
  button.classList.toggle("active", Boolean(text));
}

/**
 * Offers the sources of the articles that are indexed.
 * @param {string[]} sources
 */
export function setSources(sources) {
  sourceSelect.replaceChildren(sourceSelect.options[0]);
  for (const source of sources) addSource(source);
  draw(here());
}

/** @param {string} source */
function addSource(source) {
  if ([...sourceSelect.options].some((option) => option.value === source)) return;
  sourceSelect.append(el("option", { value: source }, source));
}

/**
 * Goes where an input leads, once what is typed is whole.
 * @param {Input} input
 */
function watch(input) {
  const isDate = input.type === "date";
  let timer = 0;
  const commit = () => {
    clearTimeout(timer);
    if (editing !== input) return;
    // While a year is typed it is 2, 20 and 202: no year yet.
    if (!input.checkValidity() || (isDate && /^0/.test(input.value))) return;
    editing = null;
    const name = nameOf(input);
    if (input.value === here()[name]) return;
    const replace = !here().q || isDate;
    go({ ...withoutArticle(here()), [name]: input.value }, { replace });
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

/**
 * What the address calls the filter that an input sets.
 * @param {Input} input
 */
const nameOf = (input) => /** @type {keyof Filters} */ (input.id);

for (const input of inputs) watch(input);

byId("filters-clear").addEventListener("click", () => {
  go({ ...withoutArticle(here()), ...NO_FILTERS }, { replace: !here().q });
});
