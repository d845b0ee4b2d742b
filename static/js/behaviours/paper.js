// @ts-check
/** The ballot paper: how much is answered, that it is in, the last rating. */
import { word } from "../words.js";

/** Begin to help with papers. */
export function helpWithPapers() {
  document.addEventListener("change", tellProgress);
  document.addEventListener("swapped", prepare);
  document.addEventListener("handed-in", keepRatings);
  document.addEventListener("handed-in", showThatItIsIn);
  prepare();
}

function prepare() {
  tellProgress();
  forgetOthers();
  showLast();
  goToWhatIsIn();
}

let isJustIn = false;

/** The empty paper goes, and what has the focus says that it is in. @param {Event} event */
function showThatItIsIn(event) {
  if (!(event.target instanceof HTMLFormElement)) return;
  event.target.closest("details")?.removeAttribute("open");
  isJustIn = true;
  goToWhatIsIn();
}

function goToWhatIsIn() {
  const heading = document.getElementById("paper-in");
  if (!isJustIn || !heading) return;
  isJustIn = false;
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}

/** @returns {HTMLElement[]} */
function papers() {
  return [...document.querySelectorAll(".paper[data-principle]")].map((one) => /** @type {HTMLElement} */ (one));
}

function tellProgress() {
  const place = document.querySelector("[data-behaviour=progress]");
  if (!place) return;
  const done = papers().filter((one) => one.querySelector("input:checked")).length;
  const sentence = done ? word("progress", { n: done, all: papers().length }) : "";
  if (place.textContent !== sentence) place.textContent = sentence;
}

/** Ratings stay in this tab until the second round is over, to stand beside the groups'. @param {Event} event */
function keepRatings(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  for (const one of papers()) {
    const chosen = one.querySelector(".rating__input:checked");
    const name = place(one.dataset.principle);
    if (chosen instanceof HTMLInputElement && form.querySelector("[data-keep-last]")) sessionStorage.setItem(name, chosen.value);
    else sessionStorage.removeItem(name);
  }
}

/** What another person left in this tab goes, and everything when the workshop is over. */
function forgetOthers() {
  const own = mark();
  if (own === undefined) return;
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith("last:") && !(own && name.startsWith(`last:${own}:`))) sessionStorage.removeItem(name);
  }
}

function mark() {
  return document.querySelector("[data-mark]")?.getAttribute("data-mark") ?? undefined;
}

function showLast() {
  for (const line of document.querySelectorAll("[data-last]")) {
    const kept = sessionStorage.getItem(place(line.getAttribute("data-last")));
    const label = kept && line.closest(".paper")?.querySelector(`.rating__input[value="${kept}"] + label`);
    line.toggleAttribute("hidden", !label);
    const strong = line.querySelector("strong");
    if (label && strong) strong.textContent = label.textContent;
  }
}

/** @param {string | null | undefined} principle */
function place(principle) {
  return `last:${mark()}:${principle}`;
}
