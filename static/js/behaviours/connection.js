// @ts-check
/** The one honest sign: connected, saving, saved, or on this phone. Speaks after two calm seconds. */
import { word } from "../words.js";

const SENTENCES = { connected: "connected", saving: "saving", saved: "saved", offline: "offline", polling: "connected" };
let timer = 0;
let shown = "";

/** @param {keyof typeof SENTENCES} state */
export function show(state) {
  if (state === shown || (state === "connected" && shown === "saved")) return;
  shown = state;
  clearTimeout(timer);
  timer = setTimeout(() => paint(state), state === "offline" || state === "saving" ? 700 : 0);
}

/** @param {keyof typeof SENTENCES} state */
function paint(state) {
  const sign = document.querySelector("[data-behaviour=connection]");
  const words = sign?.querySelector("span");
  if (!sign || !words) return;
  sign.classList.toggle("connection--phone", state === "offline");
  sign.classList.toggle("connection--saved", state !== "offline");
  words.textContent = word(SENTENCES[state]);
}
