// The original file of an article: a PDF in the browser's own viewer, all else as a download.

import { el } from "./dom.js";

/** @import { WholeArticle } from "./endpoints.js" */

/**
 * A link to it; null where it is not there.
 * @param {WholeArticle} found
 */
export function fileLink({ article, file, page }) {
  if (!file) return null;
  const address = `/original/${article.split("/").map(encodeURIComponent).join("/")}`;
  if (page === null) return el("a", { class: "file-link", href: address, download: true }, "Original file");
  const open = { class: "file-link", href: `${address}#page=${page}`, target: "_blank", rel: "noopener" };
  return el("a", open, page > 1 ? `Original PDF, page ${page}` : "Original PDF");
}
