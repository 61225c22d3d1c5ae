// The password, asked for where the page has one; whatever needs it waits.

import { byId } from "./dom.js";

const dialog = byId("login", HTMLDialogElement);
const form = byId("login-form", HTMLFormElement);
const input = byId("login-password", HTMLInputElement);
const problem = byId("login-problem");
const AT_ONCE = 3000; // ms
let waiting = null;
let opened = null; // resolves it
let taken = -Infinity; // when the password was

// Resolves when the server has taken the password.
export function logIn() {
  waiting ??= new Promise((resolve) => {
    opened = resolve;
    const lost = performance.now() - taken < AT_ONCE;
    tell(lost ? "This browser does not keep the cookie that the page needs." : null);
    dialog.showModal();
  });
  return waiting;
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
  if (!waiting) return;
  const response = await fetch("/session", { method: "POST" }).catch(() => null);
  if (response?.ok) open();
});

function open() {
  if (!waiting) return;
  waiting = null;
  taken = performance.now();
  form.reset();
  dialog.close();
  opened();
}

function tell(text) {
  problem.hidden = !text;
  problem.textContent = text ?? "";
}

// What is wrong; null if nothing is.
async function send() {
  try {
    const body = new URLSearchParams({ password: input.value });
    const response = await fetch("/login", { method: "POST", body });
    return response.ok ? null : (await response.json()).error;
  } catch {
    return "Gleaner has stopped.";
  }
}
