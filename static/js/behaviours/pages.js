// @ts-check
/** The wall shows long lists a page at a time, by itself, and never smaller. */
import { word } from "../words.js";

let first = 0;
let next = 0;

/** Begin to turn pages. */
export function turnPages() {
  document.addEventListener("swapped", show);
  addEventListener("resize", show);
  setInterval(() => { first = next; show(); }, 9000);
  document.fonts.ready.then(show);
  show();
}

/** From the first item of this page on, as many as the wall can hold. */
function show() {
  const list = document.querySelector("[data-behaviour=pages]");
  if (!(list instanceof HTMLElement)) { first = next = 0; return; }
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  if (first >= items.length) first = 0;
  items.forEach((item, place) => { item.hidden = place < first; });
  let end = items.length;
  while (end > first + 1 && !fits(list)) items[--end].hidden = true;
  next = end < items.length ? end : 0;
  say(items.length - (end - first));
}

/** @param {HTMLElement} list */
function fits(list) {
  const main = list.closest(".wall__main");
  if (!main) return true;
  const padding = parseFloat(getComputedStyle(main).paddingBottom);
  return list.getBoundingClientRect().bottom <= main.getBoundingClientRect().bottom - padding + 1;
}

/** @param {number} unseen */
function say(unseen) {
  const place = document.querySelector("[data-behaviour=more]");
  const sentence = unseen ? word("notes", { n: unseen }) : "";
  if (place && place.textContent !== sentence) place.textContent = sentence;
}
