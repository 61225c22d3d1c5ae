// How the server's endpoints are called: as any other client may call them.

import { logIn } from "./login.js";

/** The server does not answer, or breaks off. */
export class ServerGone extends Error {}

/** Too many ask at once; in a moment it is worth another try. */
export class Busy extends Error {}

/** There is no index to ask. */
export class NoIndex extends Error {}

/**
 * A file that the server has, as an endpoint takes it.
 * @typedef {object} Upload
 * @property {string} path
 * @property {string} orig_name
 * @property {number} size
 * @property {{ _type: string }} meta
 */

/** @type {Promise<Response> | null} */
let session = null; // what one session uploads and asks is given to no other

/**
 * Calls an endpoint with named values. One that reports progress hands each report to `onUpdate`;
 * the last one is the result.
 * @param {string} name
 * @param {Record<string, unknown>} [values]
 * @param {{ onUpdate?: (report: any) => void, signal?: AbortSignal }} [options]
 * @returns {Promise<any>} whose type the endpoint says
 */
export async function call(name, values = {}, { onUpdate, signal } = {}) {
  const path = `/gradio_api/call/v2/${name}`;
  await begin();
  const started = await request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(values),
    signal,
  });
  const { event_id: id } = await started.json();
  const stream = await request(`${path}/${id}`, { signal });
  for await (const { event, data } of events(stream)) {
    if (event === "generating" && onUpdate) onUpdate(data[0]);
    if (event === "complete") return data[0];
    if (event === "error") throw problem(message(data), data?.title);
  }
  throw new ServerGone();
}

/**
 * Hands files to the server.
 * @param {File[]} files
 * @returns {Promise<Upload[]>}
 */
export async function upload(files) {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  await begin();
  const response = await request("/gradio_api/upload", { method: "POST", body: form });
  /** @type {string[]} */
  const paths = await response.json();
  return paths.map((path, i) => ({
    path,
    orig_name: files[i].name,
    size: files[i].size,
    meta: { _type: "gradio.FileData" },
  }));
}

/**
 * What a person is told of what went wrong; `gone` where the server does not answer.
 * @param {unknown} error
 * @param {string} gone
 */
export function explain(error, gone) {
  if (error instanceof ServerGone) return gone;
  return error instanceof Error ? error.message : String(error);
}

/**
 * Whether a call ended because whoever made it stopped it.
 * @param {unknown} error
 */
export const isStopped = (error) => error instanceof Error && error.name === "AbortError";

// Starts the session, once; asks for the password where there is one.
function begin() {
  session ??= request("/session", { method: "POST" }).catch((error) => {
    session = null;
    throw error;
  });
  return session;
}

/**
 * @param {string} path
 * @param {RequestInit} options
 * @returns {Promise<Response>}
 */
async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    throw isStopped(error) ? error : new ServerGone();
  }
  if (response.status === 401) {
    await logIn();
    return request(path, options);
  }
  if (response.status === 413) throw new Error("That is too large. Add it in smaller parts.");
  if (!response.ok) {
    const text = message(await response.json().catch(() => null));
    throw problem(text, response.status === 503 ? "Busy" : "");
  }
  return response;
}

/**
 * @param {string} text
 * @param {string} [title] what kind of problem it is
 */
function problem(text, title) {
  if (title === "Busy") return new Busy(text);
  return title === "No index" ? new NoIndex(text) : new Error(text);
}

/** @param {any} data what the server says of a failure */
function message(data) {
  const text = typeof data === "string" ? data : data?.error;
  return text || "That did not work. The terminal that runs Gleaner says why.";
}

/** @param {string} part of the stream: an event, with its data as JSON */
function eventOf(part) {
  const event = /^event: (.*)$/m.exec(part)?.[1];
  const data = /^data: (.*)$/m.exec(part)?.[1];
  return { event, data: JSON.parse(data ?? "null") };
}

/**
 * @param {Response} response
 * @returns {AsyncGenerator<{ event?: string, data: any }>}
 */
async function* events(response) {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const parts = (buffer + value).split("\n\n");
      buffer = parts.pop() ?? "";
      for (const part of parts) yield eventOf(part);
    }
  } catch (error) {
    throw isStopped(error) ? error : new ServerGone();
  } finally {
    reader.cancel().catch(() => {});
  }
}
