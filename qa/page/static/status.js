// The server's state, looked at again and again.

import { ServerGone } from "./api.js";
import * as server from "./endpoints.js";

/** @import { Status } from "./endpoints.js" */

/**
 * Who is told of the server: each status, with the one before and whether it was gone meanwhile;
 * and each time that it does not answer.
 * @typedef {object} Listener
 * @property {(next: Status, before: Status | null, wasGone: boolean) => void} onStatus
 * @property {() => void} onGone
 */

const BUSY = 700; // ms between two looks while something is being indexed or started
const CALM = 3000; // ms otherwise
const state = {
  /** @type {Status | null} */
  status: null, // as last seen
  gone: false, // whether the server did not answer the last time
  wake: () => {}, // ends the wait for the next look
};

/**
 * Looks for ever, but not while nobody looks at the page.
 * @param {Listener} listener
 */
export async function watch(listener) {
  for (;;) {
    if (!document.hidden) await look(listener);
    await nextLook();
  }
}

/** Looks at once, if it is not looking already. */
export function lookNow() {
  state.wake();
}

/** @param {Listener} listener */
async function look({ onStatus, onGone }) {
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

/** @returns {Promise<void>} */
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
