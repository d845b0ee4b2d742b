// @ts-check
/** The live page: listens, notices what it missed, asks again, and does without sockets too. */
import { io } from "../vendor/socket.io-client/socket.io.esm.min.js";
import { show } from "./behaviours/connection.js";
import { csrf, inTime } from "./door.js";
import { hasWords, release, stamps, swap } from "./swap.js";

const body = document.body;
const POLL = 4000;
const PATIENCE = 8000;
const WITH_SCENE = ["mine", "own", "write", "suggestions"].map((one) => `[data-slice="${one}"],[data-slice^="${one}-"]`).join();
let epoch = body.dataset.epoch ?? "";
let questions = 0;
/** @type {Map<string, number>} Slices that have to come whatever their stamp, and the last question before. */
const owed = new Map();
/** @type {Map<string, number>} The newest question whose answer a slice shows. */
const answered = new Map();
let scene = sceneNow();
let isLooking = false;

const socket = io({
  transports: ["websocket"],
  reconnectionDelay: 400,
  reconnectionDelayMax: 3000,
  randomizationFactor: 0.5,
  auth: (/** @type {(said: object) => void} */ give) => give({
    page: body.dataset.page,
    workshop: body.dataset.workshop,
    token: body.dataset.token,
    owner: body.dataset.owner,
    principle: body.dataset.principle,
    csrf: csrf(),
  }),
});

/** Begin to listen. */
export function listen() {
  socket.on("connect", () => { show("connected"); document.dispatchEvent(new CustomEvent("connected")); askAgain(); });
  socket.on("disconnect", comeBack);
  socket.on("connect_error", comeBack);
  socket.on("slices", receive);
  socket.on("pulse", notice);
  setInterval(poll, POLL);
  document.addEventListener("released", () => { letGo(); poll(); });
  document.addEventListener("input", letGo);
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
}

/** The library tries again by itself, but not where the server said no or ended it. */
function comeBack() {
  show("offline");
  if (!socket.active) setTimeout(() => socket.connect(), 1000 + Math.random() * 3000);
}

/** After a sleep the socket may look well and be dead; and a poll need not be waited for. */
async function wake() {
  if (document.hidden) return;
  if (!socket.connected) { poll(); return; }
  if (!(await ask(stamps(), 3000)) && socket.connected) socket.io.engine?.close();
}

/** Hear something that is no slice. @param {string} event @param {(message: any) => void} act */
export function hear(event, act) {
  socket.on(event, act);
}

/** @returns {boolean} */
export function isConnected() {
  return socket.connected;
}

/**
 * Give a command over the socket; rejects when no answer comes.
 * @param {string} name @param {object} message @returns {Promise<any>}
 */
export function send(name, message) {
  return socket.timeout(PATIENCE).emitWithAck("command", name, message);
}

/** @param {() => void} act */
export function onceConnected(act) {
  socket.once("connect", act);
}

/** @param {{epoch: string, items: import("./swap.js").Item[], spread?: number}} message */
function receive(message) {
  if (message.epoch && message.epoch !== epoch) return openAgain();
  const stood = standing();
  want(swap(message.items));
  if (standing() !== stood) return location.reload();
  seeScene(message.spread);
}

/** What was held back while somebody typed is shown, and may be another scene. */
function letGo() {
  want(release());
  seeScene();
}

/** The room went on: the page is told, and what changes with the scene is asked for. */
function seeScene(spread = 400) {
  if (sceneNow() === scene) return;
  scene = sceneNow();
  document.dispatchEvent(new CustomEvent("scene"));
  putPapersAway();
  for (const name of withScene()) owed.set(name, questions);
  setTimeout(() => want(withScene()), (0.2 + 0.8 * Math.random()) * spread);
}

/** @param {{epoch: string, stamps: Record<string, number>}} message */
function notice(message) {
  if (message.epoch !== epoch) return openAgain();
  const held = stamps();
  const behind = Object.keys(message.stamps).filter((id) => held[id] < message.stamps[id]);
  if (behind.length) setTimeout(() => ask(pick(stamps(), behind)), Math.random() * 1000);
}

/** Everything on the page, with jitter, after a connection came back: until it was answered. */
function askAgain(wait = 300) {
  setTimeout(async () => {
    if (!(await ask({ ...stamps(), ...whatever([...owed.keys()]) })) && socket.connected) askAgain(2000);
  }, Math.random() * wait);
}

/** Another database: everything is asked for anew, and not by a whole hall at once. */
function openAgain() {
  setTimeout(() => location.reload(), Math.random() * 1500);
}

/** Ask for slices until they have come, or the connection is lost: what is owed is asked for after it. */
async function want(/** @type {string[]} */ names) {
  const known = names.filter((name) => document.getElementById(name));
  for (const name of known) owed.set(name, questions);
  if (!known.length || (await ask(whatever(known)))) return;
  if (socket.connected) setTimeout(() => want(known), 1000 + Math.random() * 1000);
}

/** @param {Record<string, number>} have @returns {Promise<boolean>} */
async function ask(have, patience = PATIENCE) {
  if (!socket.connected) return false;
  const number = ++questions;
  const wanted = Object.keys(have).filter((id) => have[id] < 0);
  try {
    const answer = await socket.timeout(patience).emitWithAck("ask", have);
    if (answer.again) return false; // The server is up, and its database is not.
    for (const id of wanted) if ((owed.get(id) ?? 0) < number) owed.delete(id);
    // My own part changes with the scene and keeps its stamp: an answer from before may come late.
    const items = answer.items.filter((/** @type {{id: string}} */ one) => (answered.get(one.id) ?? 0) <= number);
    for (const one of items) answered.set(one.id, number);
    receive({ ...answer, items });
    return true;
  } catch {
    return false; // The next pulse notices what is still missing of what has a stamp.
  }
}

/** Where sockets are blocked, the page asks for itself. */
async function poll() {
  if (socket.connected || document.hidden || isLooking) return;
  isLooking = true;
  try {
    const answer = await inTime(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) look(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    show("offline");
  } finally {
    isLooking = false;
  }
}

/** @param {Document} fresh */
function look(fresh) {
  if (fresh.body.dataset.epoch !== epoch || fresh.body.dataset.owner !== body.dataset.owner) return location.reload();
  const token = fresh.querySelector("meta[name=csrf-token]")?.getAttribute("content");
  document.querySelector("meta[name=csrf-token]")?.setAttribute("content", token ?? "");
  swap(topSlices(fresh));
  show("polling");
}

/** @param {Document} fresh */
function topSlices(fresh) {
  return [...fresh.querySelectorAll("[data-slice]")]
    .filter((one) => !one.parentElement?.closest("[data-slice]"))
    .map((one) => ({ id: one.id, n: Number(one.getAttribute("data-stamp")), html: one.outerHTML }));
}

/** @param {string[]} names @returns {Record<string, number>} */
function whatever(names) {
  return Object.fromEntries(names.filter((name) => document.getElementById(name)).map((name) => [name, -1]));
}

/** @param {Record<string, number>} all @param {string[]} names */
function pick(all, names) {
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** The paper of a ballot that has closed goes at once; my own part is asked for a little later. */
function putPapersAway() {
  const open = document.querySelector("[data-ballot]")?.getAttribute("data-ballot");
  for (const paper of document.querySelectorAll("[data-paper-of]")) {
    if (paper.getAttribute("data-paper-of") !== open && !hasWords(paper)) paper.toggleAttribute("hidden", true);
  }
}

/** Whether I wait at the door or am in: the page has other slices then. */
function standing() {
  const place = document.querySelector("[data-standing]");
  return place instanceof HTMLElement ? place.dataset.standing : "";
}

/** What the scene changes without a push: my own parts, and what may be done on this page. */
function withScene() {
  return [...document.querySelectorAll(WITH_SCENE)].map((one) => one.id);
}

function sceneNow() {
  const place = document.querySelector("[data-scene]");
  return place instanceof HTMLElement ? (place.dataset.scene ?? "") : "";
}
