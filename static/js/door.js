// @ts-check
/** The way to the server: the socket where there is one, else the address that a browser posts to. */

const POSTED_LENGTH = 52000;
const PATIENCE = 10000;
/** @typedef {{isConnected: () => boolean, send: (name: string, message: object) => Promise<any>, onceConnected: (act: () => void) => void}} Line */
/** A page beside the room has none. @type {Line | undefined} */
let line;

/** @param {Line | undefined} socket */
export function useLine(socket) {
  line = socket;
}

export function hasLine() {
  return Boolean(line);
}

export function isConnected() {
  return Boolean(line?.isConnected());
}

/** @param {() => void} act */
export function onceConnected(act) {
  line?.onceConnected(act);
}

/** Give one command. @param {string} name @param {object} message */
export async function order(name, message) {
  const whole = { workshop: document.body.dataset.workshop, ...message };
  return line?.isConnected() ? line.send(name, whole) : post(name, whole);
}

/** @returns {string} */
export function csrf() {
  return document.querySelector("meta[name=csrf-token]")?.getAttribute("content") ?? "";
}

/** Whose page this is, in which workshop; nothing where nothing is to be kept. @returns {string} */
export function owner() {
  const { workshop, owner: mark } = document.body.dataset;
  return mark ? `${workshop}:${mark}` : "";
}

/** @param {string} name @param {object} message @returns {Promise<any>} */
async function post(name, message) {
  const form = new URLSearchParams();
  for (const [field, value] of Object.entries(message)) {
    for (const one of [value].flat()) form.append(field, String(one));
  }
  if (name === "paper.hand_in") {
    form.set("padding", "");
    form.set("padding", "x".repeat(Math.max(0, POSTED_LENGTH - form.toString().length)));
  }
  const headers = { Accept: "application/json", "X-CSRFToken": csrf(), "X-Owner": document.body.dataset.owner ?? "" };
  const answer = await inTime(`/do/${name}`, { method: "POST", headers, body: form });
  return answer.json();
}

/** A request that gives up on a network that never answers. @param {string} address @param {RequestInit} request */
export async function inTime(address, request) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return await fetch(address, { ...request, signal: patience.signal });
  } finally {
    clearTimeout(timer);
  }
}
