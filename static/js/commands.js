// @ts-check
/** Sends forms as commands: over the socket, else by the same address that a browser would post to. */
import { csrf, isConnected, onceConnected, send } from "./live.js";
import { show } from "./behaviours/connection.js";
import { word } from "./words.js";

const PAPER_LENGTH = 40000;
/** @type {Set<HTMLFormElement>} */
const waiting = new Set();

/** Take over every form that gives a command. */
export function takeOver() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.command || form.dataset.plain) return;
    event.preventDefault();
    give(form);
  });
  // Other words are another thing to create: with the old key they would be taken for a repeat.
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form) delete form.dataset.key;
  });
}

/**
 * Give one command that no form holds.
 * @param {string} name @param {Record<string, unknown>} message
 */
export async function order(name, message) {
  const workshop = document.body.dataset.workshop;
  return isConnected() ? send(name, { workshop, ...message }) : post(name, { workshop, ...message });
}

/** @param {HTMLFormElement} form */
async function give(form) {
  if (waiting.has(form)) return;
  waiting.add(form);
  form.dataset.key ||= newKey();
  say(form, word("saving"));
  show("saving");
  const sent = typedIn(form);
  try {
    settle(form, await order(String(form.dataset.command), messageOf(form)), sent);
  } catch {
    keep(form, sent);
  } finally {
    waiting.delete(form);
  }
}

/** @param {HTMLFormElement} form @param {any} answer @param {string} sent */
function settle(form, answer, sent) {
  if (answer.again) return keep(form, sent);
  if (!answer.ok) {
    show("connected");
    return say(form, answer.refused, true);
  }
  delete form.dataset.key;
  say(form, "");
  show("saved");
  if (form.hasAttribute("data-keeps") && typedIn(form) === sent) form.reset();
  document.dispatchEvent(new CustomEvent("released"));
}

/**
 * The words stay in the box; they are sent once more, with the same key, when the connection is
 * back. Words that are being changed meanwhile are sent by their writer only.
 * @param {HTMLFormElement} form @param {string} sent
 */
function keep(form, sent) {
  show("offline");
  say(form, word("kept"));
  let isOver = false;
  const again = () => {
    if (isOver) return;
    isOver = true;
    if (!document.contains(form)) return;
    if (typedIn(form) === sent) give(form);
    else say(form, "");
  };
  if (isConnected()) setTimeout(again, 1500);
  else { onceConnected(again); setTimeout(again, 5000); }
}

/** @param {HTMLFormElement} form @returns {Record<string, unknown>} */
function messageOf(form) {
  /** @type {Record<string, unknown>} */
  const message = {};
  for (const [name, value] of new FormData(form)) {
    if (["csrf_token", "back", "key"].includes(name)) continue;
    if (name.endsWith("[]")) (/** @type {unknown[]} */ (message[name] ??= [])).push(value);
    else message[name] = value;
  }
  if (form.querySelector("[name=key]")) message.key = form.dataset.key;
  if (form.dataset.command === "paper.hand_in") pad(message);
  return message;
}

/** Every paper has one length on the wire, whatever it says. @param {Record<string, unknown>} message */
function pad(message) {
  const length = new TextEncoder().encode(JSON.stringify(message)).length;
  message.padding = "x".repeat(Math.max(0, PAPER_LENGTH - length));
}

/** @param {string} name @param {object} message */
async function post(name, message) {
  const form = new URLSearchParams();
  for (const [field, value] of Object.entries(message)) {
    for (const one of [value].flat()) form.append(field, String(one));
  }
  const headers = { Accept: "application/json", "X-CSRFToken": csrf() };
  const answer = await fetch(`/do/${name}`, { method: "POST", headers, body: form });
  return answer.json();
}

/** What a person put into a form; its keys may be renewed by a push. @param {HTMLFormElement} form */
function typedIn(form) {
  const fields = [...new FormData(form)];
  return JSON.stringify(fields.filter(([name]) => !["csrf_token", "key"].includes(name)));
}

/** @param {HTMLFormElement} form @param {string} sentence @param {boolean} [wrong] */
function say(form, sentence, wrong = false) {
  const place = form.querySelector("[data-form-state]");
  if (!(place instanceof HTMLElement)) return;
  place.hidden = !sentence;
  place.textContent = sentence;
  place.setAttribute("role", wrong ? "alert" : "status");
  place.classList.toggle("field__error", wrong);
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
