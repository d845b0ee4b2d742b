// @ts-check
/** Time left: in words on phones and the wall, in seconds on the desk. Time over closes nothing. */
import { word } from "../words.js";

/** A phone's clock may be an hour off: by how much, it learns from the page that it was given. */
const ahead = Date.now() - Date.parse(document.body.dataset.serverTime ?? "") || 0;

/** Begin to show the time. */
export function tellTime() {
  setInterval(paint, 1000);
  document.addEventListener("swapped", paint);
  paint();
}

function paint() {
  for (const place of document.querySelectorAll("[data-behaviour=time]")) inWords(/** @type {HTMLElement} */ (place));
  for (const place of document.querySelectorAll("[data-behaviour=timer]")) inSeconds(/** @type {HTMLElement} */ (place));
}

/** @param {HTMLElement} place */
function inWords(place) {
  if (document.body.dataset.page === "wall" && !place.dataset.ends) return;
  const left = secondsLeft(place);
  const minutes = Math.ceil((left ?? 0) / 60);
  const sentence = left === null || "held" in place.dataset || left <= 0 ? word("unhurried")
    : minutes === 1 ? word("minute") : word("minutes", { n: minutes });
  if (place.textContent !== sentence) place.textContent = sentence;
}

/** @param {HTMLElement} place */
function inSeconds(place) {
  const words = place.querySelector(".timer__left");
  if (!words) return;
  const held = place.dataset.held;
  const left = held !== undefined ? Number(held) : secondsLeft(place);
  const over = left !== null && left <= 0;
  place.classList.toggle("timer--over", over || left === null);
  const shown = left === null ? word("unhurried") : over ? word("more") : clock(left);
  if (words.textContent !== shown) words.textContent = shown;
}

/** @param {HTMLElement} place @returns {number | null} */
function secondsLeft(place) {
  const ends = Date.parse(place.dataset.ends ?? "");
  return Number.isNaN(ends) ? null : Math.round((ends + ahead - Date.now()) / 1000);
}

/** @param {number} seconds */
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
