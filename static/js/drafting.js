// @ts-check
/** The page of a principle: each field is a text that everybody here writes at the same time. */
import { takeOver } from "./commands.js";
import { inTime, order, owner } from "./door.js";
import { show } from "./behaviours/connection.js";
import { nameOf, newKey, say, typedIn } from "./forms.js";
import { bytesOf, jointField } from "./joint-field.js";
import { hear, isConnected, listen, onceConnected, send } from "./live.js";
import { leaveToPage } from "./outbox.js";
import { put, remove } from "./shelf.js";
import { word } from "./words.js";
import { writers } from "./writers.js";

const PACE = 80;
const UNANSWERED = 400;
const LOOK = 4000;
const LOOK_CONNECTED = 20000;
/** @typedef {import("./joint-field.js").News} News */
/** @typedef {{key: string, form: HTMLFormElement, field: import("./joint-field.js").Field, note: (update: Uint8Array, mine: number) => void, isBusy: boolean, at: number, timer: number, row: string, said: string, drawn: string}} Place */

/** @type {Map<string, Place>} */
const places = new Map();
let looks = 0;

for (const form of document.querySelectorAll("form[data-joint]")) bind(/** @type {HTMLFormElement} */ (form));
takeOver({ isConnected, onceConnected, send });
listen();
hear("typed", receive);
hear("look", () => setTimeout(look, Math.random() * 1000));
document.addEventListener("connected", goOn);
addEventListener("online", goOn);
addEventListener("pagehide", () => places.forEach(shelve));
document.addEventListener("visibilitychange", () => { if (document.hidden) places.forEach(shelve); else goOn(); });
setInterval(() => { if (!document.hidden && (++looks % (LOOK_CONNECTED / LOOK) === 0 || !isConnected())) look(); }, LOOK);
for (const one of document.querySelectorAll("[data-live]")) one.toggleAttribute("hidden", false);
begin();

/** @param {HTMLFormElement} form */
function bind(form) {
  const box = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const key = /** @type {HTMLInputElement} */ (form.elements.namedItem("field")).value;
  const undo = form.querySelector("[data-undo]");
  const field = jointField(box, {
    typed: () => push(place),
    undone: (can) => undo?.toggleAttribute("hidden", !can),
  });
  /** @type {Place} */
  const place = { key, form, field, note: writers(form.querySelector("[data-writers]")), isBusy: false, at: 0, timer: 0, row: "", said: "", drawn: "" };
  places.set(key, place);
  form.dataset.plain = "yes";
  form.querySelector("[data-save]")?.toggleAttribute("hidden", true);
  form.addEventListener("submit", (event) => event.preventDefault());
  undo?.addEventListener("click", () => { field.undo(); box.focus(); });
}

/** What was typed before this script was there goes as words. */
async function begin() {
  const said = await ask(true);
  if (!said) return void setTimeout(begin, 2000);
  for (const place of places.values()) {
    const { box } = place.field;
    if (box.value === box.defaultValue) place.field.begin(said.fields[place.key]);
    else renew(place, box.defaultValue);
  }
}

/** What others wrote. @param {{fields: (News & {field: string})[], open: string[]}} message */
function receive(message) {
  showOpen(message.open);
  for (const news of message.fields) {
    const place = places.get(news.field);
    if (!place || place.field.standing().life < 0) continue;
    if (news.update) place.note(bytesOf(news.update), place.field.standing().doc.clientID);
    if (!place.field.receive(news)) catchUp(place, news.life);
  }
}

/** @param {Place} place @param {number} life */
function catchUp(place, life) {
  if (life !== place.field.standing().life) renew(place, place.field.agreed());
  else look();
}

/** Ask what was missed; says whether there was an answer. */
async function look() {
  const said = await ask();
  for (const [key, news] of Object.entries(said?.fields ?? {})) {
    const place = places.get(key);
    if (place && place.field.standing().life >= 0 && !place.field.receive(news)) catchUp(place, news.life);
  }
  return Boolean(said);
}

/** @returns {Promise<{epoch: string, can_write: boolean, open: string[], fields: Record<string, News>} | null>} */
async function ask(isWhole = false) {
  const held = [...places.values()].map(({ key, field }) => [key, field.standing()]);
  const has = held.filter(([, one]) => !isWhole && /** @type {any} */ (one).life >= 0);
  const asked = new URLSearchParams(has.map(([key, one]) => [String(key), `${/** @type {any} */ (one).life}.${/** @type {any} */ (one).n}`]));
  try {
    const answer = await inTime(`${location.pathname}/texts?${asked}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return null;
    const said = await answer.json();
    if (said.epoch !== document.body.dataset.epoch) location.reload();
    letWrite(said.can_write);
    showOpen(said.open);
    return said;
  } catch {
    return null;
  }
}

/** @param {boolean} can */
function letWrite(can) {
  document.querySelector("[data-closed]")?.toggleAttribute("hidden", can);
  for (const place of places.values()) {
    const { box } = place.field;
    const couldNot = box.readOnly;
    box.readOnly = !can;
    if (can && couldNot) push(place);
  }
}

/** The fields that people are not ready to fill. @param {string[]} open */
function showOpen(open) {
  for (const key of places.keys()) {
    document.querySelector(`[data-is-open="${key}"]`)?.toggleAttribute("hidden", !open.includes(key));
    document.querySelector(`[data-not-open="${key}"]`)?.toggleAttribute("hidden", open.includes(key));
  }
}

/** After a while without a connection. */
async function goOn() {
  await look();
  for (const place of places.values()) push(place);
}

/** Send what waits, a little at a time. @param {Place} place */
async function push(place) {
  if (place.isBusy || !place.field.waits()) return;
  place.isBusy = true;
  show("saving");
  clearTimeout(place.timer);
  place.timer = setTimeout(() => shelve(place), UNANSWERED);
  await new Promise((done) => { setTimeout(done, place.at + PACE - Date.now()); });
  place.at = Date.now();
  const waits = place.field.waits();
  const { life } = place.field.standing();
  const answer = waits && (await give(place, { life, update: waits.update }));
  place.isBusy = false;
  if (!waits || !answer) return;
  if (answer.ok && answer.life === life) {
    place.field.taken(waits.count);
    settle(place);
  } else if (answer.ok || ["life", "update"].includes(answer.field)) renew(place, place.field.agreed());
  else if (answer.again) later(place);
  else refuse(place, answer.refused);
}

/** @param {Place} place @param {object} change @returns {Promise<any>} */
function give(place, change) {
  const principle = document.body.dataset.principle;
  return order("field.type", { principle, field: place.key, ...change }).catch(() => ({ again: true }));
}

/**
 * The text begins anew. What is written here since it was `opened` goes as words, until the server
 * has them all; says whether that came to an end.
 * @param {Place} place @param {string} opened
 */
async function renew(place, opened) {
  if (place.isBusy) return false;
  place.isBusy = true;
  try {
    for (;;) {
      const text = place.field.box.value;
      if (text !== opened) {
        const life = Math.max(place.field.standing().life, 0);
        const answer = await give(place, { life, update: "", opened, text, key: keyFor(place, opened, text) });
        if (answer.again) { later(place); return false; }
        if (!answer.ok) { refuse(place, answer.refused); return false; }
      }
      const said = await ask(true);
      await place.field.whenCalm();
      if (!said) { later(place); return false; }
      if (place.field.box.value === text) {
        place.field.begin(said.fields[place.key]);
        settle(place);
        return true;
      }
      opened = text;
    }
  } finally {
    place.isBusy = false;
  }
}

/** The same words have the same key, however often they are sent. @param {Place} place @param {string} opened @param {string} text */
function keyFor(place, opened, text) {
  const said = JSON.stringify([opened, text]);
  if (place.said !== said) Object.assign(place, { said, drawn: newKey() });
  return place.drawn;
}

/** @param {Place} place */
function settle(place) {
  if (place.field.waits()) return push(place);
  clearTimeout(place.timer);
  if (place.row) remove("outbox", place.row);
  place.row = "";
  say(place.form, "");
  show("saved");
}

/** @param {Place} place */
async function later(place) {
  if (!isConnected()) show("offline");
  await shelve(place);
  say(place.form, word(place.row ? "kept" : "open"));
  setTimeout(() => push(place), 1500 + 2500 * Math.random());
}

/** What was refused stays in its box. @param {Place} place @param {string} why */
function refuse(place, why) {
  clearTimeout(place.timer);
  show("connected");
  say(place.form, why, true);
  look();
}

/** What is not sent yet rests on this phone, and goes from any page of this workshop. @param {Place} place */
async function shelve(place) {
  const { field, form, key } = place;
  const waits = field.waits();
  if (!waits || !owner()) return;
  const { life, doc } = field.standing();
  const id = `${owner()} ${document.body.dataset.principle} ${key} ${doc.clientID}`;
  const words = { opened: field.agreed(), text: field.box.value };
  const message = {
    principle: document.body.dataset.principle, field: key, life, update: waits.update, ...words,
    key: keyFor(place, words.opened, words.text),
  };
  const row = { id, owner: owner(), at: Date.now(), form: nameOf(form), name: "field.type", message, typed: typedIn(form), words: words.text };
  leaveToPage(id);
  place.row = (await put("outbox", row)) ? id : "";
  if (!field.waits()) settle(place);
}
