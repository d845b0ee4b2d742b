// @ts-check
/** The one honest sign: connected, saving, saved, or on this phone. Speaks after two calm seconds. */
import { word } from "../words.js";

const SENTENCES = { connected: "connected", saving: "saving", saved: "saved", offline: "offline", polling: "connected" };
let timer = 0;
let waits = 0;
/** @type {keyof typeof SENTENCES} */
let shown = "connected";

/** @param {keyof typeof SENTENCES} state */
export function show(state) {
  if (state === shown || (state === "connected" && shown === "saved")) return;
  shown = state;
  clearTimeout(timer);
  timer = setTimeout(paint, state === "offline" || state === "saving" ? 700 : 0);
}

/** How much of what was given is on this phone only. @param {number} count */
export function tellWaiting(count) {
  if (count === waits) return;
  waits = count;
  paint();
}

function paint() {
  const sign = document.querySelector("[data-behaviour=connection]");
  const words = sign?.querySelector("span");
  if (!sign || !words) return;
  const isOffline = shown === "offline";
  sign.classList.toggle("connection--phone", isOffline || waits > 0);
  sign.classList.toggle("connection--saved", !isOffline && !waits);
  const waiting = waits ? word("waiting", { n: waits }) : "";
  words.textContent = isOffline || !waits ? `${word(SENTENCES[shown])} ${waiting}`.trim() : waiting;
}
