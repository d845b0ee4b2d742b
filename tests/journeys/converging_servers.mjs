/** What runs take for their server: one in the page, or the real one behind it. */
import { Doc, applyUpdate, encodeStateAsUpdate, mergeUpdates } from "./vendor/yjs/yjs.esm.min.js";
import { bytesOf } from "./js/joint-field.js";

/** A server in the page: what it took, in order, for the real one to take after the run. @param {string} first @param {string} start */
export function inPage(first, start) {
  /** @type {(string | null)[]} */
  const log = [];
  /** @type {string[]} */
  let taken = [];
  let doc = new Doc();
  applyUpdate(doc, bytesOf(first));
  const n = () => taken.length;
  return {
    hasLives: false,
    page: async () => (taken.length ? doc.getText("text").toString() : start),
    give: async (/** @type {number} */ _who, /** @type {any} */ change) => {
      if (!change.update) throw new Error("words came where no text was put away");
      applyUpdate(doc, bytesOf(change.update));
      taken.push(change.update);
      log.push(change.update);
      return { ok: true, life: 0, n: n() };
    },
    texts: async (/** @type {any} */ held) => {
      const missed = held ? taken.slice(held.n) : [];
      const update = held ? missed.length && mergeUpdates(missed.map(bytesOf)) : encodeStateAsUpdate(doc);
      return { life: 0, n: n(), update: update ? lettersOf(update) : "" };
    },
    news: async (/** @type {any} */ held, /** @type {any} */ draw) => {
      const at = held.n + draw(3);
      return at < n() ? { life: 0, n: at + 1, after: at, update: taken[at] } : null;
    },
    restart: async () => {
      log.push(null);
      doc = new Doc();
      for (const update of [first, ...taken]) applyUpdate(doc, bytesOf(update));
    },
    end: async () => ({ log, text: doc.getText("text").toString() }),
  };
}

/** The real server, behind the page. @returns {any} */
export function behindPage() {
  const { give, page, texts, news, restart, putAway } = /** @type {any} */ (globalThis);
  const held = (/** @type {any} */ one) => one && { life: one.life, n: one.n };
  return {
    hasLives: true, give, page, restart, putAway,
    end: async () => ({}),
    texts: (/** @type {any} */ one) => texts(held(one)),
    news: (/** @type {any} */ one) => news(held(one)),
  };
}

/** @param {Uint8Array} bytes */
function lettersOf(bytes) {
  let said = "";
  for (const byte of bytes) said += String.fromCharCode(byte);
  return btoa(said).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
