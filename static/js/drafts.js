// @ts-check
/** What was typed and not given yet survives a reload. A paper is never kept. */
import { boxesOf, mayRest, nameOf, say } from "./forms.js";
import { owner } from "./door.js";
import { all, put, remove } from "./shelf.js";
import { word } from "./words.js";

const CALM = 250;
/** @typedef {{id: string, owner: string, at: number, form: string, page: string, words: string, boxes: [string, string, string][], refused?: string}} Draft */
/** @type {Map<HTMLFormElement, number>} */
const typing = new Map();
/** @type {WeakMap<HTMLFormElement, string>} */
const seen = new WeakMap();

/** Begin to keep what is typed, also what was typed before this script was there. */
export function keepDrafts() {
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (!form || !mayRest(form)) return;
    if (!typing.has(form)) keep(form); // A tab may be killed before any calm comes.
    clearTimeout(typing.get(form));
    typing.set(form, setTimeout(() => { typing.delete(form); keep(form); }, CALM));
  });
  addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", keepAll);
  for (const form of document.forms) if (mayRest(form) && changedIn(form).length) keep(form);
}

/** Its words are given, or refused, which is told beside them. @param {HTMLFormElement} form @param {string} [refused] */
export async function dropDraft(form, refused) {
  clearTimeout(typing.get(form));
  typing.delete(form);
  return refused ? keep(form, refused) : remove("drafts", idOf(form));
}

/** When the workshop is over nothing may rest on the phone. */
export function isFinished() {
  return Boolean(document.querySelector("[data-finished]"));
}

/** What was typed on this page and has no box here any more. @returns {Promise<Draft[]>} */
export async function withoutBox() {
  const there = [...document.forms].map((one) => one.dataset.command && nameOf(one));
  return (await mine()).filter((one) => one.page === location.pathname && !there.includes(one.form));
}

/** @param {HTMLFormElement} form */
function changedIn(form) {
  return boxesOf(form).filter((one) => one.value.trim() !== one.defaultValue.trim());
}

/** @param {HTMLFormElement} form @param {string} [refused] */
async function keep(form, refused) {
  if (isFinished()) return;
  const typed = changedIn(form);
  if (!typed.length || !owner()) return remove("drafts", idOf(form));
  return put("drafts", /** @type {Draft} */ ({
    id: idOf(form), owner: owner(), at: Date.now(), form: nameOf(form), page: location.pathname, refused,
    words: typed.map((one) => one.value).join("\n"),
    boxes: typed.map((one) => [one.name, one.value, one.defaultValue.trim()]),
  }));
}

function keepAll() {
  for (const form of typing.keys()) keep(form);
}

/** Put what was typed into its box, now and whenever a box comes. */
export async function putBack() {
  const fresh = [...document.forms].filter((one) => mayRest(one) && seen.get(one) !== nameOf(one));
  fresh.forEach((one) => seen.set(one, nameOf(one)));
  if (!fresh.length) return;
  const drafts = await mine();
  for (const form of fresh) {
    const draft = drafts.find((one) => one.id === idOf(form));
    if (draft) fill(form, draft);
  }
}

/** Only an untouched box is filled, and only over the words that were there before. @param {HTMLFormElement} form @param {Draft} draft */
function fill(form, draft) {
  for (const [name, value, base] of draft.boxes) {
    const box = boxesOf(form).find((one) => one.name === name);
    if (!box || box.value !== box.defaultValue) continue;
    if (box.defaultValue.trim() === base) box.value = value;
    else if (box.defaultValue.trim() !== value.trim()) putAside(draft);
  }
  if (draft.refused) say(form, draft.refused, true);
}

/** The text was changed by somebody since: what was typed over the older one stands beside it. @param {Draft} draft */
async function putAside(draft) {
  await put("drafts", /** @type {Draft} */ ({ ...draft, id: `${draft.id} ${draft.at}`, form: "", refused: word("older") }));
  await remove("drafts", draft.id);
}

/** @returns {Promise<Draft[]>} */
async function mine() {
  return (await all("drafts")).filter((one) => one.owner === owner());
}

/** @param {HTMLFormElement} form */
function idOf(form) {
  return `${owner()} ${nameOf(form)}`;
}
