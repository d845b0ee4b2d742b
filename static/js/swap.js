// @ts-check
/** Puts newer slices in place: drops older ones, keeps items, never touches what is being typed. */
import { Idiomorph } from "../vendor/idiomorph/idiomorph.esm.min.js";
import { word } from "./words.js";

/** @typedef {{id: string, n: number, html: string}} Item */

/** @type {Map<string, Item>} */
const heldBack = new Map();

/**
 * Apply slices; return the names of those that are still missing.
 * @param {Item[]} items @returns {string[]}
 */
export function swap(items) {
  const stash = stashOf(items);
  for (const item of items) put(item);
  const missing = fillPlaceholders(stash);
  document.dispatchEvent(new CustomEvent("swapped"));
  return missing;
}

/** What was held back because somebody was typing may be shown now. */
export function release() {
  if (!heldBack.size) return [];
  const waiting = [...heldBack.values()];
  heldBack.clear();
  notice("");
  return swap(waiting);
}

/** @returns {Record<string, number>} */
export function stamps() {
  /** @type {Record<string, number>} */
  const held = {};
  for (const place of document.querySelectorAll("[data-slice][data-stamp]")) {
    held[place.id] = Number(/** @type {HTMLElement} */ (place).dataset.stamp);
  }
  return held;
}

/** @param {Item} item */
function put(item) {
  const place = document.getElementById(item.id);
  if (!place || item.n < Number(place.dataset.stamp ?? -1)) return;
  if (!item.html) return place.remove();
  const fresh = /** @type {HTMLElement | null} */ (parse(item.html));
  if (!fresh) return;
  if (wouldLoseWords(place, fresh)) {
    heldBack.set(item.id, item);
    notice(word("moved"));
    return;
  }
  Idiomorph.morph(place, fresh, { callbacks: { beforeNodeMorphed } });
}

/** @param {Node} old @param {Node} fresh */
function beforeNodeMorphed(old, fresh) {
  if (fresh instanceof HTMLElement && fresh.hasAttribute("data-keep")) return false;
  if (old instanceof HTMLDetailsElement && fresh instanceof HTMLDetailsElement) fresh.open = old.open;
  return !isDirty(old) && !isSpeaking(old);
}

/** What a form has just told a person stays until the form says something else. @param {Node} place */
function isSpeaking(place) {
  return place instanceof HTMLElement && place.hasAttribute("data-form-state") && !place.hidden;
}

/** @param {HTMLElement} place @param {HTMLElement} fresh */
function wouldLoseWords(place, fresh) {
  for (const box of place.querySelectorAll("textarea, input:not([type]), input[type=text], input[type=radio]")) {
    // A half-filled paper of a closed ballot is no vote, nor is a choice at the desk a word.
    if (box.matches(".form--paper [type=radio], [data-passing] *")) continue;
    if (isDirty(box) && !fresh.querySelector(`[id="${box.id}"]`)) return true;
  }
  return false;
}

/** Whether somebody has typed words here that are not sent yet. @param {Element} place @returns {boolean} */
export function hasWords(place) {
  return [...place.querySelectorAll("textarea, input:not([type]), input[type=text]")].some(isDirty);
}

/** @param {Node} box */
function isDirty(box) {
  if (box instanceof HTMLSelectElement) return [...box.options].some((one) => one.selected !== one.defaultSelected);
  if (box instanceof HTMLTextAreaElement) return box.value.trim() !== box.defaultValue.trim();
  if (!(box instanceof HTMLInputElement) || box.type === "hidden") return false;
  if (box.type === "radio" || box.type === "checkbox") return box.checked !== box.defaultChecked;
  return box.value !== box.defaultValue;
}

/** @param {Item[]} items @returns {Map<string, Element>} */
function stashOf(items) {
  const stash = new Map();
  for (const item of items) {
    for (const inner of document.getElementById(item.id)?.querySelectorAll("[data-slice]") ?? []) {
      stash.set(inner.id, inner);
    }
  }
  return stash;
}

/** @param {Map<string, Element>} stash @returns {string[]} */
function fillPlaceholders(stash) {
  const missing = [];
  for (const empty of document.querySelectorAll("[data-keep]:not([data-stamp])")) {
    const known = stash.get(empty.id) ?? elsewhere(empty);
    if (known && known.hasAttribute("data-stamp")) empty.replaceWith(known);
    else missing.push(empty.id);
  }
  return missing;
}

/** @param {Element} empty */
function elsewhere(empty) {
  return [...document.querySelectorAll(`[id="${empty.id}"]`)].find((one) => one !== empty);
}

/** @param {string} html */
function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

/** @param {string} sentence */
function notice(sentence) {
  const place = document.querySelector("[data-held-back]");
  if (place instanceof HTMLElement) {
    place.hidden = !sentence;
    place.textContent = sentence;
  }
}
