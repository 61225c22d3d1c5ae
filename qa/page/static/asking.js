// Asking: one question is under way at a time, and what was found is kept for a while.

import { filtersOf, readingOf } from "./address.js";
import * as server from "./endpoints.js";

/** @import { Address } from "./address.js" */
/** @import { Reply } from "./rows.js" */

const KEPT = 30;

/** Asks the server, unless it is known what it finds. */
export class Asking {
  /** @type {Map<string, Reply>} */
  #results = new Map(); // by key, so that back and forward draw at once

  /** @type {{ key: string, controller: AbortController } | null} */
  #current = null; // the question under way, and what stops it

  /**
   * What is found; null if another question is asked before it is, or this one stopped.
   * @param {Address} address
   * @returns {Promise<Reply | null>}
   */
  async ask(address) {
    this.stop();
    const key = keyOf(address);
    const mine = (this.#current = { key, controller: new AbortController() });
    try {
      const { signal } = mine.controller;
      const known = this.#results.get(key);
      const found = known ?? (await server.ask(address.q, valuesOf(address), signal));
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

  /** @param {string} key */
  knows(key) {
    return this.#results.has(key);
  }

  /** @param {string} key */
  isUnderWay(key) {
    return this.#current?.key === key;
  }

  stop() {
    this.#current?.controller.abort();
    this.#current = null;
  }

  /** @param {string} key */
  forget(key) {
    this.#results.delete(key);
  }

  forgetAll() {
    this.#results.clear();
  }

  /**
   * @param {string} key
   * @param {Reply} found
   */
  #keep(key, found) {
    this.#results.set(key, found);
    const [oldest] = this.#results.keys();
    if (this.#results.size > KEPT) this.#results.delete(oldest);
  }
}

/** @param {Address} address */
const valuesOf = (address) => ({ ...filtersOf(address), ...readingOf(address) });

/**
 * What of an address decides the result.
 * @param {Address} address
 */
export function keyOf(address) {
  return JSON.stringify([address.q, valuesOf(address)]);
}
