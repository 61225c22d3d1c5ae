// The server's state, looked at again and again.

import { ServerGone } from "./api.js";
import * as server from "./endpoints.js";

const BUSY = 700; // ms between two looks while something is being indexed or started
const CALM = 3000; // ms otherwise
const state = {
  status: null, // as last seen
  gone: false, // whether the server did not answer the last time
  wake: () => {}, // ends the wait for the next look
};

// Hands each status to `onStatus`, with the one before and whether the server was gone; seldom
// while nobody is looking. `onGone` is called while it does not answer.
export async function watch({ onStatus, onGone }) {
  for (;;) {
    if (!document.hidden) await look(onStatus, onGone);
    await nextLook();
  }
}

// Looks at once, if it is not looking already.
export function lookNow() {
  state.wake();
}

async function look(onStatus, onGone) {
  let next;
  try {
    next = await server.status();
  } catch (error) {
    if (error instanceof ServerGone) {
      state.gone = true;
      onGone();
    }
    return;
  }
  const { status: before, gone } = state;
  state.status = next;
  state.gone = false;
  onStatus(next, before, gone);
}

function nextLook() {
  const wait = state.status?.building || !state.status?.ready ? BUSY : CALM;
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, wait);
    state.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

document.addEventListener("visibilitychange", lookNow);
