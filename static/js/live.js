// @ts-check
/** The live page: listens, notices what it missed, asks again, and does without sockets too. */
import { io } from "../vendor/socket.io-client/socket.io.esm.min.js";
import { show } from "./behaviours/connection.js";
import { release, stamps, swap } from "./swap.js";

const body = document.body;
const POLL = 4000;
let epoch = body.dataset.epoch ?? "";
let scene = sceneNow();

const socket = io({
  transports: ["websocket"],
  reconnectionDelay: 400,
  reconnectionDelayMax: 3000,
  auth: {
    page: body.dataset.page,
    workshop: body.dataset.workshop,
    token: body.dataset.token,
    csrf: csrf(),
  },
});

/** Begin to listen. */
export function listen() {
  socket.on("connect", () => { show("connected"); askAgain(); });
  socket.on("disconnect", () => show("offline"));
  socket.on("connect_error", () => show("offline"));
  socket.on("slices", receive);
  socket.on("pulse", notice);
  setInterval(poll, POLL);
  document.addEventListener("released", () => { want(release()); poll(); });
  document.addEventListener("input", () => want(release()));
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
  return socket.timeout(8000).emitWithAck("command", name, message);
}

/** @param {() => void} act */
export function onceConnected(act) {
  socket.once("connect", act);
}

/** @returns {string} */
export function csrf() {
  return document.querySelector("meta[name=csrf-token]")?.getAttribute("content") ?? "";
}

/** @param {{epoch: string, items: import("./swap.js").Item[]}} message */
function receive(message) {
  if (message.epoch && message.epoch !== epoch) return location.reload();
  const stood = standing();
  want(swap(message.items));
  if (standing() !== stood) return location.reload();
  if (sceneNow() !== scene) {
    scene = sceneNow();
    setTimeout(() => want(["mine"]), Math.random() * 400);
  }
}

/** @param {{epoch: string, stamps: Record<string, number>}} message */
function notice(message) {
  if (message.epoch !== epoch) return location.reload();
  const held = stamps();
  const behind = Object.keys(message.stamps).filter((id) => held[id] < message.stamps[id]);
  if (behind.length) setTimeout(() => ask(pick(stamps(), behind)), Math.random() * 1000);
}

/** Everything on the page, with jitter, after a connection came back. */
function askAgain() {
  setTimeout(() => ask(stamps()), Math.random() * 300);
}

/** Ask for slices until they have come, or the connection is lost: then everything is asked anew. */
async function want(/** @type {string[]} */ names) {
  const known = names.filter((name) => document.getElementById(name));
  if (!known.length || (await ask(Object.fromEntries(known.map((name) => [name, -1]))))) return;
  if (socket.connected) setTimeout(() => want(known), 1000 + Math.random() * 1000);
}

/** @param {Record<string, number>} have @returns {Promise<boolean>} */
async function ask(have) {
  if (!socket.connected) return false;
  try {
    receive(await socket.timeout(8000).emitWithAck("ask", have));
    return true;
  } catch {
    return false; // The next pulse notices what is still missing of what has a stamp.
  }
}

/** Where sockets are blocked, the page asks for itself. */
async function poll() {
  if (socket.connected || document.hidden) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (fresh.body.dataset.epoch !== epoch) return location.reload();
    swap(topSlices(fresh));
    show("polling");
  } catch {
    show("offline");
  }
}

/** @param {Document} fresh */
function topSlices(fresh) {
  return [...fresh.querySelectorAll("[data-slice]")]
    .filter((one) => !one.parentElement?.closest("[data-slice]"))
    .map((one) => ({ id: one.id, n: Number(one.getAttribute("data-stamp")), html: one.outerHTML }));
}

/** @param {Record<string, number>} all @param {string[]} names */
function pick(all, names) {
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** Whether I wait at the door or am in: the page has other slices then. */
function standing() {
  const place = document.querySelector("[data-standing]");
  return place instanceof HTMLElement ? place.dataset.standing : "";
}

function sceneNow() {
  const place = document.querySelector("[data-scene]");
  return place instanceof HTMLElement ? (place.dataset.scene ?? "") : "";
}
