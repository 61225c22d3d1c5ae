// What one tab has, another cannot have at the same time.

const PATIENCE = 1500; // ms that the page before it takes to let go

/** @type {Map<string, () => void>} */
const held = new Map();

/**
 * Takes something for this tab, so that no other works on it too: one that is duplicated would.
 * @param {string} id
 * @returns {Promise<boolean>} whether it is this tab's now
 */
export async function seize(id) {
  if (!navigator.locks || held.has(id)) return true; // only where the page comes from this machine
  return new Promise((resolve) => {
    const options = { signal: AbortSignal.timeout(PATIENCE) };
    const hold = () =>
      new Promise((release) => {
        held.set(id, () => release(null));
        resolve(true);
      });
    navigator.locks.request(`gleaner.${id}`, options, hold).catch(() => resolve(false));
  });
}

/** @param {string} id */
export function letGo(id) {
  held.get(id)?.();
  held.delete(id);
}
