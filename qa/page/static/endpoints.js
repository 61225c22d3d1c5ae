// The server's endpoints: what each takes and what it gives.

import { call } from "./api.js";

export const ask = (question, filters, signal) =>
  call("ask", { question, ...filters }, { signal });

export const examples = () => call("examples");

export const article = (article, start, end) => call("article", { article, start, end });

export const articles = () => call("articles");

export const status = () => call("status");

export const batch = (questions, { onUpdate, signal }) =>
  call("batch", { questions }, { onUpdate, signal });

export const addArticles = (files, onUpdate) => call("add_articles", { files }, { onUpdate });

export const reindex = (onUpdate) => call("reindex", {}, { onUpdate });
