// @ts-check
/** A text box and a joint text that follow each other: what others write never moves the hand. */
import { Doc, UndoManager, applyUpdate, mergeUpdates } from "../vendor/yjs/yjs.esm.min.js";
import { deltaOf, endOf, moved, spliceOf } from "./splice.js";

const ELSEWHERE = "elsewhere";
const ONE_STEP = 700;
/** @typedef {{life: number, n: number, after?: number, update: string}} News */
/** @typedef {ReturnType<typeof jointField>} Field */

/**
 * `typed` is told that something waits to be sent, `undone` whether there is something to undo.
 * @param {HTMLTextAreaElement} box @param {{typed: () => void, undone: (can: boolean) => void}} tell
 */
export function jointField(box, tell) {
  const here = { life: -1, n: -1, doc: new Doc(), there: new Doc() };
  let text = here.doc.getText("text");
  let history = new UndoManager(text);
  /** Written here and not taken by the server yet. @type {Uint8Array[]} */
  let waiting = [];
  /** What came while a letter was being put together. @type {Uint8Array[]} */
  let held = [];
  let isComposing = false;
  /** @type {(() => void)[]} */
  let calm = [];

  box.addEventListener("input", take);
  box.addEventListener("compositionstart", () => { isComposing = true; });
  box.addEventListener("compositionend", () => { isComposing = false; setTimeout(letGo); });
  box.addEventListener("keydown", (event) => {
    const key = (event.ctrlKey || event.metaKey) && !event.altKey ? event.key.toLowerCase() : "";
    if (key === "z") step(event, event.shiftKey);
    else if (key === "y" && !event.metaKey) step(event, true);
  });
  box.addEventListener("beforeinput", (event) => {
    if (event.inputType === "historyUndo") step(event, false);
    else if (event.inputType === "historyRedo") step(event, true);
  });

  /** Begin with the text as the server has it, in another life than before. @param {News} news */
  function begin(news) {
    const doc = new Doc();
    const there = new Doc();
    Object.assign(here, { life: news.life, n: news.n, doc, there });
    for (const one of [doc, there]) if (news.update) applyUpdate(one, bytesOf(news.update), ELSEWHERE);
    text = doc.getText("text");
    waiting = [];
    held = [];
    history.destroy();
    history = new UndoManager(text, { trackedOrigins: new Set([box]), captureTimeout: ONE_STEP });
    for (const name of /** @type {const} */ (["stack-item-added", "stack-item-popped"])) {
      history.on(name, () => tell.undone(history.undoStack.length > 0));
    }
    tell.undone(false);
    doc.on("update", (/** @type {Uint8Array} */ update, /** @type {unknown} */ origin) => {
      if (origin === ELSEWHERE) return;
      waiting.push(update);
      tell.typed();
    });
    text.observe((event, step) => {
      if (step.origin !== box) paint(event.delta, step.origin === history);
    });
    const fresh = text.toString();
    if (fresh !== box.value) paint(deltaOf(spliceOf(box.value, fresh)), false);
  }

  /** What the hand did to the box. */
  function take() {
    if (here.life < 0) return tell.typed();
    const was = text.toString();
    if (box.value === was) return;
    const { at, gone, came } = spliceOf(was, box.value, box.selectionEnd);
    // What takes the place of a letter keeps its place: what others put behind that one stays behind.
    here.doc.transact(() => {
      if (came) text.insert(at, came);
      if (gone) text.delete(at + came.length, gone);
    }, box);
  }

  /** Take what others wrote; says whether something before it is missing. @param {News} news */
  function receive(news) {
    if (news.life !== here.life || (news.after ?? -1) > here.n) return false;
    if (!news.update) return news.n <= here.n;
    here.n = Math.max(here.n, news.n);
    const update = bytesOf(news.update);
    if (isComposing) held.push(update);
    else comeIn(update);
    return true;
  }

  /** A letter is whole: what others wrote meanwhile may come. */
  function letGo() {
    if (isComposing) return;
    take();
    held.splice(0).forEach(comeIn);
    for (const go of calm.splice(0)) go();
  }

  /** @param {Uint8Array} update */
  function comeIn(update) {
    applyUpdate(here.there, update);
    applyUpdate(here.doc, update, ELSEWHERE);
  }

  /** @param {import("./splice.js").Delta} delta @param {boolean} isMine */
  function paint(delta, isMine) {
    const places = [box.selectionStart, box.selectionEnd].map((one) => (isMine ? endOf(delta) : moved(one, delta)));
    const { scrollTop, selectionDirection } = box;
    box.value = text.toString();
    if (document.activeElement === box) box.setSelectionRange(places[0], places[1], selectionDirection);
    box.scrollTop = scrollTop;
  }

  /** @param {Event | undefined} event @param {boolean} isRedo */
  function step(event, isRedo) {
    event?.preventDefault();
    if (isComposing || box.readOnly || here.life < 0) return;
    if (isRedo) history.redo();
    else history.undo();
  }

  return {
    box, begin, receive, take,
    undo: () => step(undefined, false),
    standing: () => here,
    /** All that waits as one update. */
    waits: () => (waiting.length ? { count: waiting.length, update: lettersOf(mergeUpdates(waiting)) } : null),
    /** The server has so many of them. @param {number} count */
    taken: (count) => { for (const update of waiting.splice(0, count)) applyUpdate(here.there, update); },
    /** What came while a letter was being put together is not wanted any more. */
    end: () => { held = []; },
    /** The text as the server has it, as far as it has come into the box. */
    agreed: () => here.there.getText("text").toString(),
    /** No letter is being put together. @returns {Promise<void>} */
    whenCalm: () => new Promise((done) => { if (isComposing) calm.push(done); else done(); }),
  };
}

/** @param {string} letters */
export function bytesOf(letters) {
  return Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
}

/** @param {Uint8Array} bytes */
function lettersOf(bytes) {
  let said = "";
  for (const byte of bytes) said += String.fromCharCode(byte);
  return btoa(said).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
