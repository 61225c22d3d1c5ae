// Buttons that narrow a list, each with how many there are of its kind.

import { el } from "./dom.js";

/**
 * A kind of rows: its name in scripts, and its words.
 * @typedef {[name: string, words: string]} Choice
 */

/** One of some buttons is pressed; pressing another says so. */
export class Choices {
  /** @type {Map<string, { button: HTMLElement, figure: HTMLElement }>} */
  #all = new Map();

  /**
   * @param {HTMLElement} holder
   * @param {Choice[]} choices the first of them is chosen
   * @param {(name: string) => void} onChoice
   */
  constructor(holder, choices, onChoice) {
    this.onChoice = onChoice;
    this.chosen = choices[0][0];
    for (const [name, words] of choices) {
      const figure = el("span", { class: "figure" }, "0");
      const attributes = { type: "button", class: "quiet choice", "aria-pressed": "false" };
      const button = el("button", attributes, words, " ", figure);
      button.addEventListener("click", () => this.choose(name));
      this.#all.set(name, { button, figure });
      holder.append(button);
    }
    this.#press();
  }

  /** @param {string} name */
  choose(name) {
    this.chosen = name;
    this.#press();
    this.onChoice(name);
  }

  /**
   * @param {string} name
   * @param {number} number
   */
  count(name, number) {
    const choice = this.#all.get(name);
    if (choice) choice.figure.textContent = number.toLocaleString("en");
  }

  #press() {
    for (const [name, { button }] of this.#all) {
      button.setAttribute("aria-pressed", String(name === this.chosen));
    }
  }
}
