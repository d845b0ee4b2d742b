// @ts-check
/** Advice beside a text area while one writes: which words, why, and other ones. It blocks nothing. */
import { order } from "./door.js";
import { fold, lensFrom, longSentences, marksIn, readingAge } from "./marking.js";

const CALM = 600;
/** @typedef {{rule: string, words: string, alternative: string, marks: import("./marking.js").Mark[]}} Found */
/** @typedef {{box: HTMLTextAreaElement, place: HTMLElement, left: Set<string>, timer: number, taken: {row: Element, spots: [number, string, string][]} | null}} Field */
const words = /** @type {HTMLElement} */ (document.getElementById("lens"));
/** @type {import("./marking.js").Lens} */
let lens;
/** @type {Map<Element, Field>} */
const fields = new Map();
let isTaking = false;

begin();

async function begin() {
  if (!words) return;
  try {
    lens = lensFrom(await (await fetch(String(words.dataset.lens))).json());
  } catch {
    return; // What the server marked when the page was opened stands.
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-advice]"))) {
    const box = document.getElementById(String(place.dataset.advice));
    if (!(box instanceof HTMLTextAreaElement)) continue;
    const left = new Set((place.dataset.left ?? "").split(" ").filter(Boolean));
    /** @type {Field} */
    const field = { box, place, left, timer: 0, taken: null };
    fields.set(box, field);
    place.addEventListener("click", (event) => answer(field, event));
    show(field);
  }
  document.addEventListener("input", (event) => soon(event.target));
  document.addEventListener("focusin", (event) => soon(event.target));
  document.addEventListener("keydown", undo);
}

/** What was taken is taken back by the keys too, unless another script has already done so. @param {KeyboardEvent} event */
function undo(event) {
  const field = event.target instanceof Element ? fields.get(event.target) : undefined;
  const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (!field?.taken || !isUndo || event.defaultPrevented) return;
  event.preventDefault();
  putBack(field);
}

/** Only when the writing rests: nothing moves while somebody types. @param {EventTarget | null} target */
function soon(target) {
  const field = target instanceof Element ? fields.get(target) : undefined;
  if (!field || isTaking) return;
  clearTimeout(field.timer);
  field.timer = setTimeout(() => {
    const before = rowsOf(field).length;
    if (field.taken && !field.taken.row.contains(document.activeElement)) field.taken = null;
    show(field);
    const now = rowsOf(field).length;
    if (now !== before) say(now ? word("found", { n: String(now) }) : word("none"));
  }, CALM);
}

/** Marks with the same words are one. @param {Field} field @returns {Found[]} */
function foundIn({ box, place, left }) {
  /** @type {Map<string, Found>} */
  const found = new Map();
  for (const mark of marksIn(box.value, lens, place.hasAttribute("data-warning"), left)) {
    const said = box.value.slice(mark.start, mark.end);
    const key = `${mark.rule} ${fold(said)}`;
    const one = found.get(key) ?? { rule: mark.rule, words: said, alternative: mark.alternative, marks: [] };
    one.marks.push(mark);
    found.set(key, one);
  }
  return [...found.values()];
}

/** Rows that say the same stay, and with them where the focus is. @param {Field} field */
function show(field) {
  const { box, place } = field;
  const lists = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".advice__marks")]);
  const before = new Map(rowsOf(field).map((row) => [keyOf(row), row]));
  /** @type {Element[]} */
  const rows = field.taken ? [field.taken.row] : [];
  for (const one of foundIn(field)) {
    const key = [one.rule, fold(one.words), one.marks.length].join(" ");
    rows.push(before.get(key) ?? rowFor(one, key));
  }
  const first = Number(lists[0].dataset.first);
  const isMany = rows.length > first;
  for (const count of longSentences(box.value, lens)) rows.push(before.get(`long ${count}`) ?? longRow(count));
  const hadFocus = lists.some((list) => list.contains(document.activeElement));
  fit(lists[0], isMany ? rows.slice(0, first) : rows);
  fit(lists[1], isMany ? rows.slice(first) : []);
  const more = /** @type {HTMLDetailsElement} */ (lists[1].parentElement);
  more.hidden = !isMany;
  fill(more, "summary", word("more", { n: String(rows.length - first) }));
  if (hadFocus && !lists.some((list) => list.contains(document.activeElement))) box.focus();
  const age = readingAge(box.value, lens);
  const line = /** @type {HTMLElement} */ (place.querySelector(".advice__age"));
  line.textContent = age ? word("age", { n: String(age) }) : "";
  place.hidden = !rows.length && !age;
  const open = document.querySelector(`[data-not-ready="${box.id}"]`);
  if (open instanceof HTMLElement) open.hidden = Boolean(box.value.trim());
}

/** What stands there already is not touched. @param {HTMLElement} list @param {Element[]} rows */
function fit(list, rows) {
  if (rows.length !== list.children.length || rows.some((row, place) => row !== list.children[place])) list.replaceChildren(...rows);
}

/** @param {Found} one @param {string} key */
function rowFor(one, key) {
  const row = mould("lens-mark", key);
  const [why, instead] = lens.rules.get(one.rule) ?? ["", ""];
  fill(row, ".advice__words", `“${one.words}”`);
  fill(row, ".advice__count", one.marks.length > 1 ? `× ${one.marks.length}` : "");
  fill(row, ".advice__why", why);
  fill(row, ".advice__instead", instead);
  fill(row, "[data-leave] .visually-hidden", ` “${one.words}”`);
  const away = /** @type {HTMLButtonElement} */ (row.querySelector("[data-leave]"));
  away.value = one.rule;
  const use = /** @type {HTMLButtonElement} */ (row.querySelector("[data-use]"));
  use.hidden = !one.alternative;
  use.textContent = word("use", { words: one.alternative });
  return row;
}

/** @param {number} count */
function longRow(count) {
  const row = mould("lens-long", `long ${count}`);
  const said = /** @type {Element} */ (row.querySelector(".advice__said"));
  said.textContent = String(said.textContent).replace("{n}", String(count));
  return row;
}

/** @param {Field} field @param {Event} event */
function answer(field, event) {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  const row = button?.closest(".advice__mark");
  if (!button || !row) return;
  if (button.hasAttribute("data-use")) take(field, row);
  else if (button.hasAttribute("data-back")) putBack(field);
  else if (button.hasAttribute("data-leave")) {
    event.preventDefault();
    leave(field, button.value);
  }
}

/** The other words take the place of these, everywhere in the field. @param {Field} field @param {Element} row */
function take(field, row) {
  const one = foundIn(field).find((found) => keyOf(row) === [found.rule, fold(found.words), found.marks.length].join(" "));
  if (!one) return show(field);
  let moved = 0;
  /** @type {[number, string, string][]} */
  const spots = one.marks.map((mark) => {
    const spot = /** @type {[number, string, string]} */ ([mark.start + moved, field.box.value.slice(mark.start, mark.end), mark.alternative]);
    moved += mark.alternative.length - (mark.end - mark.start);
    return spot;
  });
  for (const mark of [...one.marks].reverse()) field.box.setRangeText(mark.alternative, mark.start, mark.end, "preserve");
  const said = mould("lens-mark", "taken");
  for (const name of ["count", "why", "instead"]) fill(said, `.advice__${name}`, "");
  fill(said, ".advice__words", word("taken", { words: one.alternative }));
  said.querySelector("[data-leave]")?.remove();
  const back = /** @type {HTMLElement} */ (said.querySelector("[data-back]"));
  back.hidden = false;
  field.taken = { row: said, spots };
  tell(field);
  back.focus();
  say(word("taken", { words: one.alternative }));
}

/** @param {Field} field */
function putBack(field) {
  const { box, taken } = field;
  field.taken = null;
  for (const [start, was, is] of [...(taken?.spots ?? [])].reverse()) {
    if (box.value.slice(start, start + is.length) === is) box.setRangeText(was, start, start + is.length, "preserve");
  }
  tell(field);
}

/** Leave it, for everybody and for good. @param {Field} field @param {string} rule */
async function leave(field, rule) {
  const message = { principle: words.dataset.principle, field: field.box.id, rule, is_left: true };
  const given = await order("advice.leave", message).catch(() => null);
  if (!given?.ok) return say(given?.refused ?? word("try"), true);
  field.left.add(rule);
  show(field);
  say(word("left"));
}

/** Other scripts hear of a change as if it had been typed. @param {Field} field */
function tell(field) {
  isTaking = true;
  field.box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  isTaking = false;
  show(field);
}

/** @param {Field} field */
function rowsOf(field) {
  return [...field.place.querySelectorAll(".advice__mark")];
}

/** @param {Element} row */
function keyOf(row) {
  return /** @type {HTMLElement} */ (row).dataset.key ?? "";
}

/** @param {string} id @param {string} key @returns {HTMLElement} */
function mould(id, key) {
  const found = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  const row = /** @type {HTMLElement} */ (found.content.firstElementChild?.cloneNode(true));
  row.dataset.key = key;
  return row;
}

/** @param {Element} row @param {string} part @param {string} text */
function fill(row, part, text) {
  const place = row.querySelector(part);
  if (place) place.textContent = text;
}

/** @param {string} name @param {Record<string, string>} [values] */
function word(name, values = {}) {
  return String(words.dataset[name]).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** @param {string} sentence @param {boolean} [isSeen] */
function say(sentence, isSeen = false) {
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-lens-said]"));
  place.classList.toggle("visually-hidden", !isSeen);
  place.textContent = sentence;
}
