// The password, asked for where the page has one; whatever needs it waits.

import { byId } from "./dom.js";

const dialog = byId("login", HTMLDialogElement);
const form = byId("login-form", HTMLFormElement);
const input = byId("login-password", HTMLInputElement);
const problem = byId("login-problem");
const AT_ONCE = 3000; // ms
const state = {
  /** @type {Promise<void> | null} */
  waiting: null, // resolves when the server has taken the password
  resolve: () => {},
  taken: -Infinity, // when the server took it
};

/**
 * Asks for the password; resolves when the server has taken it.
 * @returns {Promise<void>}
 */
export function logIn() {
  state.waiting ??= new Promise((resolve) => {
    state.resolve = resolve;
    const lost = performance.now() - state.taken < AT_ONCE;
    tell(lost ? "This browser does not keep the cookie that the page needs." : null);
    dialog.showModal();
  });
  return state.waiting;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = await send();
  tell(said);
  if (said) input.select();
  else open();
});

dialog.addEventListener("cancel", (event) => event.preventDefault()); // there is nothing behind it

// It may have been given in another tab meanwhile.
addEventListener("focus", async () => {
  if (!state.waiting) return;
  const response = await fetch("/session", { method: "POST" }).catch(() => null);
  if (response?.ok) open();
});

function open() {
  if (!state.waiting) return;
  state.waiting = null;
  state.taken = performance.now();
  form.reset();
  dialog.close();
  state.resolve();
}

/** @param {string | null} text what is wrong; null if nothing is */
function tell(text) {
  problem.hidden = !text;
  problem.textContent = text ?? "";
}

/**
 * Sends the password; returns what is wrong, null if nothing is.
 * @returns {Promise<string | null>}
 */
async function send() {
  try {
    const body = new URLSearchParams({ password: input.value });
    const response = await fetch("/login", { method: "POST", body });
    return response.ok ? null : (await response.json()).error;
  } catch {
    return "Gleaner has stopped.";
  }
}
