// @ts-check
/** The page of a principle: each field is a text that everybody here writes at the same time. */
import { takeOver } from "./commands.js";
import { inTime, order, owner } from "./door.js";
import { show } from "./behaviours/connection.js";
import { nameOf, say, typedIn } from "./forms.js";
import { bytesOf, jointField } from "./joint-field.js";
import { keepUp } from "./keeping-up.js";
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
/** @typedef {{key: string, form: HTMLFormElement, field: import("./joint-field.js").Field, line: import("./keeping-up.js").KeepingUp, note: (update: Uint8Array, mine: number) => void, at: number, timer: number, rows: string[]}} Place */

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
    typed: () => place.line.push(),
    undone: (can) => undo?.toggleAttribute("hidden", !can),
  });
  /** @type {Place} */
  const place = { key, form, field, line: keepUp(field, waysOf(key)), note: writers(form.querySelector("[data-writers]")), at: 0, timer: 0, rows: [] };
  places.set(key, place);
  form.dataset.plain = "yes";
  form.querySelector("[data-save]")?.toggleAttribute("hidden", true);
  form.addEventListener("submit", (event) => event.preventDefault());
  undo?.addEventListener("click", () => { field.undo(); box.focus(); });
}

/** How what is written in a field reaches the server, and what is told of it. @param {string} key @returns {import("./keeping-up.js").Ways} */
function waysOf(key) {
  const place = () => /** @type {Place} */ (places.get(key));
  return {
    give: (change) => order("field.type", messageOf(key, change)).catch(() => ({ again: true })),
    ask: async () => (await ask(true))?.fields[key] ?? null,
    look: () => { look(); },
    sending: () => sending(place()),
    saved: () => saved(place()),
    later: () => { later(place()); },
    refused: (why) => refused(place(), why),
  };
}

/** What was typed before this script was there goes as words. */
async function begin() {
  const said = await ask(true);
  if (!said) return void setTimeout(begin, 2000);
  for (const { key, field, line } of places.values()) line.begin(said.fields[key], field.box.defaultValue);
}

/** What others wrote. @param {{fields: (News & {field: string})[], open: string[]}} message */
function receive(message) {
  showOpen(message.open);
  for (const news of message.fields) {
    const place = places.get(news.field);
    if (!place || place.field.standing().life < 0) continue;
    if (news.update) place.note(bytesOf(news.update), place.field.standing().doc.clientID);
    place.line.receive(news);
  }
}

/** Ask what was missed. */
async function look() {
  const said = await ask();
  for (const [key, news] of Object.entries(said?.fields ?? {})) places.get(key)?.line.receive(news);
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
    if (can && couldNot) place.line.push();
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
  for (const { line } of places.values()) line.push();
}

/** A little at a time. @param {Place} place */
async function sending(place) {
  show("saving");
  clearTimeout(place.timer);
  place.timer = setTimeout(() => shelve(place), UNANSWERED);
  await new Promise((done) => { setTimeout(done, place.at + PACE - Date.now()); });
  place.at = Date.now();
}

/** @param {Place} place */
function saved(place) {
  clearTimeout(place.timer);
  for (const id of place.rows.splice(0)) remove("outbox", id);
  say(place.form, "");
  show("saved");
}

/** @param {Place} place */
async function later(place) {
  if (!isConnected()) show("offline");
  await shelve(place);
  say(place.form, word(place.rows.length ? "kept" : "open"));
  setTimeout(() => place.line.push(), 1500 + 2500 * Math.random());
}

/** What was refused stays in its box. @param {Place} place @param {string} why */
function refused(place, why) {
  clearTimeout(place.timer);
  show("connected");
  say(place.form, why, true);
  look();
}

/** What is not sent yet rests on this phone, and goes from any page of this workshop. @param {Place} place */
async function shelve(place) {
  const { field, form, key, line } = place;
  const changes = line.unsent();
  if (!changes.length || !owner()) return;
  const id = `${owner()} ${document.body.dataset.principle} ${key} ${field.standing().doc.clientID}`;
  const rows = changes.map((change, number) => ({
    id: number ? `${id} ${number}` : id, owner: owner(), at: Date.now(), form: nameOf(form), name: "field.type",
    message: messageOf(key, change), typed: typedIn(form), words: change.text ?? "",
  }));
  for (const row of rows) leaveToPage(row.id);
  const kept = await Promise.all(rows.map((row) => put("outbox", row)));
  const stay = rows.filter((_, number) => kept[number]).map((row) => row.id);
  for (const old of place.rows) if (!rows.some((row) => row.id === old)) remove("outbox", old);
  place.rows = stay;
  if (!line.unsent().length) saved(place);
}

/** @param {string} key @param {import("./keeping-up.js").Change} change */
function messageOf(key, change) {
  return { principle: document.body.dataset.principle, field: key, ...change };
}
