// @ts-check
/** What a form says: its words, its message, its name, and the sentence about it. */

const OUTSIDE = ["csrf_token", "back", "key"];
const FLEETING = [
  ...OUTSIDE, "workshop", "version", "opened", "number", "was_state", "was_answer", "was_words",
];
// What may rest on a phone's disk. A vote never does, and what steers the room is done now or not at all.
const RESTS = [
  "note.post", "note.type", "note.change", "theme.add", "theme.rename", "principle.add",
  "view.write", "view.change", "closing.answer", "ways.save", "decision.record",
];

/** Whether what is typed here may rest on this phone. @param {HTMLFormElement} form */
export function mayRest(form) {
  return RESTS.includes(form.dataset.command ?? "");
}

/** By what it is for, a form is known again on another page. @param {HTMLFormElement} form */
export function nameOf(form) {
  const hidden = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=hidden]")]);
  const said = hidden.filter((one) => !FLEETING.includes(one.name)).map((one) => `${one.name}=${one.value}`);
  return [form.dataset.command, ...said].join(" ");
}

/** @param {string} name @returns {HTMLFormElement | undefined} */
export function formNamed(name) {
  return [...document.forms].find((one) => one.dataset.command && nameOf(one) === name);
}

/** @param {HTMLFormElement} form @returns {Record<string, unknown>} */
export function messageOf(form) {
  /** @type {Record<string, unknown>} */
  const message = {};
  for (const [name, value] of new FormData(form)) {
    if (OUTSIDE.includes(name)) continue;
    if (name.endsWith("[]")) (/** @type {unknown[]} */ (message[name] ??= [])).push(value);
    else message[name] = value;
  }
  if (form.querySelector("[name=key]")) message.key = form.dataset.key;
  return message;
}

/** What a person put into a form; its keys may be renewed by a push. @param {HTMLFormElement} form */
export function typedIn(form) {
  return JSON.stringify([...new FormData(form)].filter(([name]) => !["csrf_token", "key"].includes(name)));
}

/** The boxes with words, each by its name. @param {HTMLFormElement} form */
export function boxesOf(form) {
  return /** @type {HTMLTextAreaElement[]} */ ([...form.querySelectorAll("textarea, input:not([type])")]);
}

/** The words themselves, for people. @param {HTMLFormElement} form */
export function wordsOf(form) {
  return boxesOf(form).map((one) => one.value.trim()).filter(Boolean).join("\n");
}

/**
 * Say it at the field that it is about where that has a place for it, and else at the form's end.
 * @param {HTMLFormElement} form @param {string} sentence @param {boolean} [wrong] @param {string} [field]
 */
export function say(form, sentence, wrong = false, field = "") {
  const places = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-form-state]")]);
  const chosen = places.find((one) => one.dataset.formState === field) ?? places.at(-1);
  for (const place of places) {
    const said = place === chosen ? sentence : "";
    place.hidden = !said;
    place.textContent = said;
    place.setAttribute("role", wrong ? "alert" : "status");
    place.classList.toggle("field__error", wrong);
  }
  if (wrong && chosen?.dataset.formState) chosen.scrollIntoView({ block: "center" });
}

/** Without https a phone still has chance enough for a key of its own. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
