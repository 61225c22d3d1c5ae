// The Check view: the quotations and figures of a draft against the articles. The draft goes to this
// page's own server, which does not keep it, and stays in this tab alone.

import { Busy, explain, isStopped, upload } from "./api.js";
import { check, readDraft } from "./checking.js";
import { Choices } from "./choices.js";
import { drawDraft, evidenceOf, placeOf, WORDS } from "./claims.js";
import { fileOf } from "./claims_file.js";
import { save } from "./csv.js";
import { byId, targetOf } from "./dom.js";
import { dropzone } from "./dropzone.js";
import { count } from "./format.js";
import { forget, keep, kept } from "./kept_draft.js";
import { announce } from "./notices.js";
import * as pane from "./pane.js";
import * as reading from "./reading.js";
import { keyOf } from "./rows.js";

/** @import { Address } from "./address.js" */
/** @import { Choice } from "./choices.js" */
/** @import { Draft } from "./kept_draft.js" */

const LARGEST = 20_000_000; // bytes of a file that the server reads
const PASTED = "Pasted draft";
const entry = byId("check-entry");
const fresh = byId("check-new");
const line = byId("check-line");
const text = byId("check-text");
const bar = byId("check-bar");
const stop = byId("check-stop");
const again = byId("check-again");
const result = byId("check-result");
const area = byId("check-draft");
const pasted = byId("check-pasted", HTMLTextAreaElement);
/** @type {AbortController | null} */
let current = null; // stops the check under way
/** @type {Draft | null} */
let draft = null; // the one that is shown
/** @type {Address | null} */
let at = null; // what the address of this view says
let repeat = () => {}; // checks the last draft once more

/** @type {Choice[]} */
const kinds = [["all", "All"], ...Object.entries(WORDS)];
const choices = new Choices(byId("check-kinds"), kinds, narrow);

/**
 * Draws what the address says.
 * @param {Address} address
 */
export function render(address) {
  at = address;
  // While it is checked there is room for the article that opens with the result.
  document.body.classList.toggle("checked", Boolean(draft || address.article) || !stop.hidden);
  const first = draft?.checked.claims.map(placeOf).find(Boolean);
  if (address.article) reading.reopen("check");
  else if (!first || !pane.isWide() || reading.isClosed("check")) {
    reading.hide();
    mark(null);
    return;
  }
  const { article, start, end } = address.article || !first ? address : first;
  const there = { ...address, article, start, end };
  reading.show(there, draft ? evidenceOf(draft.checked, there.article) : []);
  mark(there);
}

// Draws it again, where it is this view that is shown.
function renderAgain() {
  if (at && document.body.dataset.view === "check") render(at);
}

/** @param {Address | null} address */
function mark(address) {
  const span = address && keyOf(address);
  for (const row of rows()) {
    if (row.dataset.span === span) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

/**
 * Checks a draft that `read` gives the text of.
 * @param {string} name
 * @param {(signal: AbortSignal) => Promise<string>} read
 */
async function run(name, read) {
  current?.abort();
  const { signal } = (current = new AbortController());
  repeat = () => run(name, read);
  say(`Checking ${name}`, { isUnderWay: true });
  offerNew(false);
  draft = null;
  result.hidden = true;
  renderAgain();
  try {
    const words = await read(signal);
    const checked = await check(words, signal);
    if (signal.aborted) return;
    draft = { name, text: words, checked };
    keep(draft);
    reading.reopen("check");
    draw(draft);
    renderAgain();
  } catch (error) {
    if (isStopped(error) || signal.aborted) return;
    const gone = "Gleaner has stopped. Start it, then check the draft again.";
    say(explain(error, gone), { isProblem: !(error instanceof Busy) });
    again.hidden = false;
    offerNew(true);
    renderAgain();
  }
}

/** @param {File} file */
function readFile(file) {
  return async (/** @type {AbortSignal} */ signal) => {
    if (file.size > LARGEST) {
      throw new Error(`${file.name} is larger than ${LARGEST / 1e6} MB. Paste the text of it.`);
    }
    // Under a name of its own: what is removed once it is read is no other's.
    const [sent] = await upload([new File([file], `${crypto.randomUUID?.() ?? Math.random()}.draft`)]);
    return (await readDraft({ ...sent, orig_name: file.name }, signal)).text;
  };
}

/** @param {Draft} shown */
function draw({ name, text: words, checked }) {
  const { claims, counts, notice } = checked;
  const quotations = claims.filter((claim) => claim.kind === "quotation").length;
  const figures = claims.length - quotations;
  const found = `${count(quotations, "quotation")}, ${count(figures, "figure")}`;
  say(`${name}: ${claims.length ? found : "no quotation and no figure in it"}`);
  offerNew(false);
  choices.count("all", claims.length);
  for (const [verdict, number] of Object.entries(counts)) choices.count(verdict, number);
  byId("check-kinds").hidden = byId("check-downloads").hidden = !claims.length;
  byId("check-notice").textContent = notice ?? "";
  area.replaceChildren(...drawDraft(words, claims));
  choices.choose("all");
  result.hidden = false;
  announce(Object.entries(counts).map(([verdict, number]) => `${number} ${verdict}`).join(", "));
}

/** @param {string} verdict the one that is shown, or "all" */
function narrow(verdict) {
  for (const paragraph of area.children) {
    const findings = /** @type {HTMLElement[]} */ ([...paragraph.querySelectorAll(".finding")]);
    for (const each of findings) {
      each.hidden = verdict !== "all" && each.dataset.verdict !== verdict;
    }
    const isEmpty = findings.every((each) => each.hidden);
    /** @type {HTMLElement} */ (paragraph).hidden = verdict !== "all" && isEmpty;
  }
}

/**
 * @param {string} words
 * @param {{ isProblem?: boolean, isUnderWay?: boolean }} [options]
 */
function say(words, { isProblem = false, isUnderWay = false } = {}) {
  line.hidden = false;
  text.textContent = words;
  text.classList.toggle("problem", isProblem);
  bar.hidden = stop.hidden = !isUnderWay;
  again.hidden = byId("check-downloads").hidden = true;
}

/**
 * Shows where a draft is given, or the button that does.
 * @param {boolean} isOffered
 */
function offerNew(isOffered) {
  const within = entry.contains(document.activeElement);
  entry.hidden = !isOffered;
  fresh.hidden = isOffered;
  if (within && !isOffered) fresh.focus({ preventScroll: true });
}

/** @param {string} kind */
function download(kind) {
  if (draft) save(fileOf(draft.checked, kind), `checked.${kind}`);
}

/** @returns {HTMLElement[]} that the arrow keys walk */
function rows() {
  const all = /** @type {NodeListOf<HTMLElement>} */ (area.querySelectorAll("a.row"));
  return [...all].filter((row) => row.checkVisibility());
}

/** @param {KeyboardEvent} event */
function walk(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = rows();
  const next = all[all.findIndex((row) => row === targetOf(event)) + by];
  next?.focus();
  if (next) event.preventDefault();
}

dropzone("check-dropzone", "check-file", ([file]) => {
  if (file) run(file.name, readFile(file));
});

byId("check-paste").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = pasted.value;
  if (!words.trim()) pasted.focus();
  else run(PASTED, async () => words);
});

pasted.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  pasted.form?.requestSubmit();
});

fresh.addEventListener("click", () => {
  forget();
  draft = null;
  pasted.value = "";
  result.hidden = line.hidden = true;
  renderAgain();
  offerNew(true);
  pasted.focus();
});

again.addEventListener("click", () => repeat());

stop.addEventListener("click", () => {
  current?.abort();
  say("Stopped");
  offerNew(true);
  renderAgain();
});

for (const kind of ["csv", "json"]) {
  byId(`check-${kind}`).addEventListener("click", () => download(kind));
}

area.addEventListener("keydown", walk);

draft = kept();
if (draft) draw(draft);
