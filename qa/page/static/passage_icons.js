// The signs beside a passage: copy it as a quote, copy the link to it, put it on the sheet.

import { absolute, withoutArticle } from "./address.js";
import { copyIcon, LINK, SHEETS } from "./copying.js";
import { el } from "./dom.js";
import { quote } from "./quote.js";
import { sheetIcon } from "./sheet_buttons.js";

/** @import { PartialAddress } from "./address.js" */
/** @import { Span } from "./rows.js" */
/** @import { Quoted } from "./sheet_buttons.js" */

/**
 * @param {Quoted} row
 * @param {Span} span the place that its link leads to
 * @param {PartialAddress} address of the question
 */
export function passageIcons(row, span, address) {
  const { article, start, end } = span;
  const target = { ...withoutArticle(address), article, start, end };
  return el(
    "span",
    { class: "icons" },
    copyIcon("Copy quote", SHEETS, () => quote(row, target)),
    copyIcon("Copy link", LINK, () => absolute(target)),
    sheetIcon(row, address.q ?? ""),
  );
}
