// The server's named endpoints, called as any other client may call them.

import { logIn } from "./login.js";

export class ServerGone extends Error {}

let session = null; // what one session uploads and asks is given to no other

// Calls an endpoint with named values. An endpoint that reports progress hands each report to
// `onUpdate`; the last one is the result.
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
    if (event === "error") throw new Error(message(data));
  }
  throw new ServerGone();
}

// Hands files to the server; the result is what an endpoint takes for a file.
export async function upload(files) {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  await begin();
  const response = await request("/gradio_api/upload", { method: "POST", body: form });
  const paths = await response.json();
  return paths.map((path, i) => ({
    path,
    orig_name: files[i].name,
    size: files[i].size,
    meta: { _type: "gradio.FileData" },
  }));
}

// Starts the session, once; asks for the password where there is one.
function begin() {
  session ??= request("/session", { method: "POST" }).catch((error) => {
    session = null;
    throw error;
  });
  return session;
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerGone();
  }
  if (response.status === 401) {
    await logIn();
    return request(path, options);
  }
  if (response.status === 413) throw new Error("That is too large. Add it in smaller parts.");
  if (!response.ok) throw new Error(message(await response.json().catch(() => null)));
  return response;
}

function message(data) {
  const text = typeof data === "string" ? data : data?.error;
  return text || "That did not work. The terminal that runs Gleaner says why.";
}

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      buffer += value;
      const parts = buffer.split("\n\n");
      buffer = parts.pop();
      for (const part of parts) {
        const event = /^event: (.*)$/m.exec(part)?.[1];
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (event) yield { event, data: JSON.parse(data ?? "null") };
      }
    }
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerGone();
  } finally {
    reader.cancel().catch(() => {});
  }
}
