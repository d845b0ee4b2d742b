// @ts-check
/** How many others write in a field just now: counted from what comes, and never who. */
import { parseUpdateMeta } from "../vendor/yjs/yjs.esm.min.js";
import { word } from "./words.js";

const LATELY = 6000;
const SEED = 1;

/** @param {HTMLElement | null} place */
export function writers(place) {
  /** @type {Map<number, number>} */
  const seen = new Map();
  let timer = 0;

  function paint() {
    clearTimeout(timer);
    const now = Date.now();
    for (const [client, at] of seen) if (now - at > LATELY) seen.delete(client);
    if (!place) return;
    place.hidden = !seen.size;
    place.textContent = word(seen.size === 1 ? "writer" : "writers", { n: seen.size }, "drafting");
    if (seen.size) timer = setTimeout(paint, 1000);
  }

  /** @param {Uint8Array} update @param {number} mine */
  return function note(update, mine) {
    for (const client of parseUpdateMeta(update).to.keys()) {
      if (client !== mine && client !== SEED) seen.set(client, Date.now());
    }
    paint();
  };
}
