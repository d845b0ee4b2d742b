/** Runs of several text boxes that follow one text through a network that cuts, repeats and forgets. */
import { Doc, applyUpdate, encodeStateAsUpdate } from "./vendor/yjs/yjs.esm.min.js";
import { bytesOf, jointField } from "./js/joint-field.js";

const WORDS = ["We ", "ask", " 😀", "👩🏽‍🦽", "e\u0301", "א\u05B7ב", "مرحبا ", "日本", "\n", "🇬🇧", "न\u0940", "."];

/** @param {number} seed */
function chance(seed) {
  let state = seed * 2654435761 + 1;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

/** What was said on the way, for the server's own library to read. @param {number} seed */
export async function run(seed) {
  const draw = chance(seed);
  const keeps = draw(3) === 0;
  const server = { doc: new Doc(), log: /** @type {string[]} */ ([]), written: "" };
  server.doc.getText("text").insert(0, "We ask 😀 first. ");
  server.written = server.doc.getText("text").toString();
  const first = lettersOf(encodeStateAsUpdate(server.doc));
  const writers = Array.from({ length: 2 + draw(5) }, () => writer(server, draw));
  const steps = 20 + draw(40);
  for (let step = 0; step < steps; step++) await act(writers[draw(writers.length)], server, draw, keeps);
  for (const one of writers) { endComposing(one, draw); one.isOnline = true; }
  await pause();
  for (let round = 0; round < 2; round++) for (const one of writers) { send(one, server, draw, true); receiveAll(one, server); }
  for (const one of writers) receiveAll(one, server);
  const texts = writers.map((one) => one.box.value);
  for (const one of writers) one.box.remove();
  return { first, log: server.log, text: server.doc.getText("text").toString(), texts, written: keeps ? server.written : null };
}

function writer(/** @type {any} */ server, /** @type {any} */ draw) {
  const box = document.createElement("textarea");
  document.body.append(box);
  const one = { box, field: /** @type {any} */ (null), isOnline: draw(4) > 0, composing: /** @type {any} */ (null) };
  one.field = jointField(box, { typed: () => undefined, undone: () => undefined });
  one.field.begin({ life: 0, n: server.log.length, update: lettersOf(encodeStateAsUpdate(server.doc)) });
  return one;
}

async function act(/** @type {any} */ one, /** @type {any} */ server, /** @type {any} */ draw, /** @type {boolean} */ keeps) {
  const kind = draw(14);
  if (kind < 4 && !one.composing) put(one, WORDS[draw(WORDS.length)], place(one, draw), 0, server);
  else if (kind === 4 && !one.composing && !keeps) takeAway(one, draw);
  else if (kind === 5 && !one.composing && !keeps) one.field.undo();
  else if (kind === 6) compose(one, draw, server);
  else if (kind === 7) { endComposing(one, draw); await pause(); }
  else if (kind < 10) send(one, server, draw, false);
  else if (kind < 12) receiveSome(one, server, draw);
  else if (kind === 12) one.isOnline = !one.isOnline;
  else if (!one.composing) openAgain(one, server, draw);
}

/** Where a caret may stand: never inside a letter of two halves. */
function place(/** @type {any} */ one, /** @type {any} */ draw) {
  const letters = [...one.box.value];
  return letters.slice(0, draw(letters.length + 1)).join("").length;
}

function put(/** @type {any} */ one, /** @type {string} */ words, /** @type {number} */ at, /** @type {number} */ gone, /** @type {any} */ server) {
  one.box.setRangeText(words, at, at + gone, "end");
  one.box.dispatchEvent(new InputEvent("input"));
  if (!gone && server) server.written += words;
}

function takeAway(/** @type {any} */ one, /** @type {any} */ draw) {
  const [a, b] = [place(one, draw), place(one, draw)].sort((x, y) => x - y);
  put(one, "", a, Math.min(b - a, [...one.box.value.slice(a, b)].slice(0, 8).join("").length), null);
}

/** A word is put together: what stands there changes until it is whole. */
function compose(/** @type {any} */ one, /** @type {any} */ draw, /** @type {any} */ server) {
  if (!one.composing) {
    one.box.dispatchEvent(new CompositionEvent("compositionstart"));
    one.composing = { at: place(one, draw), words: "", server };
  }
  const words = ["に", "にほ", "日本", "ka\u0301", "😀", "😁"][draw(6)];
  put(one, words, one.composing.at, one.composing.words.length, null);
  one.composing.words = words;
}

function endComposing(/** @type {any} */ one, /** @type {any} */ draw) {
  if (!one.composing) return;
  one.composing.server.written += one.composing.words;
  one.composing = null;
  one.box.dispatchEvent(new CompositionEvent("compositionend"));
}

/** The server may take something whose answer is lost: it comes once more. */
function send(/** @type {any} */ one, /** @type {any} */ server, /** @type {any} */ draw, /** @type {boolean} */ isHeard) {
  const waits = one.isOnline && one.field.waits();
  if (!waits) return;
  server.log.push(waits.update);
  applyUpdate(server.doc, bytesOf(waits.update));
  if (isHeard || draw(4)) one.field.taken(waits.count);
}

function receiveSome(/** @type {any} */ one, /** @type {any} */ server, /** @type {any} */ draw) {
  if (!one.isOnline) return;
  const { n } = one.field.standing();
  const at = n + draw(3);
  if (at >= server.log.length) return;
  if (!one.field.receive({ life: 0, n: at + 1, after: at, update: server.log[at] })) receiveAll(one, server);
}

function receiveAll(/** @type {any} */ one, /** @type {any} */ server) {
  for (let at = one.field.standing().n; at < server.log.length; at++) {
    one.field.receive({ life: 0, n: at + 1, update: server.log[at] });
  }
}

/** The page is opened again; what was not sent rested on the phone, and is sent. */
function openAgain(/** @type {any} */ one, /** @type {any} */ server, /** @type {any} */ draw) {
  one.isOnline = true;
  send(one, server, draw, true);
  const fresh = writer(server, draw);
  one.box.remove();
  Object.assign(one, { box: fresh.box, field: fresh.field });
}

function pause() {
  return new Promise((done) => { setTimeout(done); });
}

/** @param {Uint8Array} bytes */
function lettersOf(bytes) {
  let said = "";
  for (const byte of bytes) said += String.fromCharCode(byte);
  return btoa(said).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
