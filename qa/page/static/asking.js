// Asking: one question is under way at a time, and what was found is kept for a while.

import { filtersOf } from "./address.js";
import * as server from "./endpoints.js";

const KEPT = 30;

export class Asking {
  #results = new Map(); // by key, so that back and forward draw at once
  #current = null; // the key of the question under way, and what stops it

  // What is found; null if another question is asked before it is, or this one stopped.
  async ask(address) {
    this.stop();
    const key = keyOf(address);
    const mine = (this.#current = { key, controller: new AbortController() });
    try {
      const { signal } = mine.controller;
      const known = this.#results.get(key);
      const found = known ?? (await server.ask(address.q, filtersOf(address), signal));
      if (this.#current !== mine) return null;
      this.#keep(key, found);
      return found;
    } catch (error) {
      if (this.#current !== mine) return null;
      throw error;
    } finally {
      if (this.#current === mine) this.#current = null;
    }
  }

  isUnderWay(key) {
    return this.#current?.key === key;
  }

  stop() {
    this.#current?.controller.abort();
    this.#current = null;
  }

  forget(key) {
    this.#results.delete(key);
  }

  forgetAll() {
    this.#results.clear();
  }

  #keep(key, found) {
    this.#results.set(key, found);
    if (this.#results.size > KEPT) this.#results.delete(this.#results.keys().next().value);
  }
}

// What of an address decides the result.
export function keyOf(address) {
  return JSON.stringify([address.q, address.after, address.before, address.source]);
}
