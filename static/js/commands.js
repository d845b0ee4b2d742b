// @ts-check
/** Takes over forms that give commands. What has no words is given now, and again while the page lives. */
import { show } from "./behaviours/connection.js";
import { hasLine, isConnected, onceConnected, order, owner, useLine } from "./door.js";
import { mayRest, messageOf, newKey, say, typedIn } from "./forms.js";
import { beginToKeep, keepAndGive } from "./keeping.js";
import { word } from "./words.js";

const PAPER_LENGTH = 36000;
/** @type {Set<HTMLFormElement>} */
const waiting = new Set();

/** Take over every form; on a page without a line to the room only those with words. @param {import("./door.js").Line} [line] */
export function takeOver(line) {
  useLine(line);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.command || form.dataset.plain) return;
    const isKept = Boolean(owner()) && mayRest(form);
    if (!isKept && !hasLine()) return;
    event.preventDefault();
    if (isKept) keepAndGive(form);
    else give(form);
  });
  // Other words are another thing to create: with the old key they would be taken for a repeat.
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (!form) return;
    delete form.dataset.key;
    if (mayRest(form)) say(form, "");
  });
  beginToKeep();
}

/** @param {HTMLFormElement} form */
async function give(form) {
  if (waiting.has(form)) return;
  waiting.add(form);
  form.dataset.key ||= newKey();
  say(form, word("saving"));
  show("saving");
  const sent = typedIn(form);
  const message = messageOf(form);
  if (form.dataset.command === "paper.hand_in") pad(message);
  try {
    settle(form, await order(String(form.dataset.command), message), sent);
  } catch {
    giveLater(form, sent);
  } finally {
    waiting.delete(form);
  }
}

/** @param {HTMLFormElement} form @param {any} answer @param {string} sent */
function settle(form, answer, sent) {
  if (answer.again) return giveLater(form, sent);
  if (!answer.ok) {
    show("connected");
    return say(form, answer.refused, true, answer.field);
  }
  delete form.dataset.key;
  say(form, "");
  show("saved");
  if (form.dataset.command === "paper.hand_in") form.dispatchEvent(new CustomEvent("handed-in", { bubbles: true }));
  if (form.hasAttribute("data-keeps") && typedIn(form) === sent) form.reset();
  document.dispatchEvent(new CustomEvent("released"));
}

/**
 * What rests on no disk waits in its form; it is sent once more, with the same key, when the
 * connection is back. What is being changed meanwhile is sent by its writer only.
 * @param {HTMLFormElement} form @param {string} sent
 */
function giveLater(form, sent) {
  show("offline");
  say(form, word("open"));
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

/** Every paper has one length on the wire, whatever it says. @param {Record<string, unknown>} message */
function pad(message) {
  message.padding = "";
  const length = new TextEncoder().encode(JSON.stringify(message)).length;
  message.padding = "x".repeat(Math.max(0, PAPER_LENGTH - length));
}
