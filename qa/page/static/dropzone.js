// A part of the page where files are chosen or dropped.

import { byId } from "./dom.js";

/**
 * Hands files that are chosen or dropped there to `onFiles`.
 * @param {string} zoneId
 * @param {string} inputId
 * @param {(files: File[]) => void} onFiles
 */
export function dropzone(zoneId, inputId, onFiles) {
  const zone = byId(zoneId);
  const input = byId(inputId, HTMLInputElement);
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // the same file can be chosen again
    onFiles(files);
  });
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
}

// A file dropped beside a zone does not replace the page.
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
