// @ts-check
/** Forms with words: what they hold is kept on the phone, given, and answered beside its box. */
import { show } from "./behaviours/connection.js";
import { showSoon, showUnsent } from "./behaviours/unsent.js";
import { hasLine, isConnected, order, owner } from "./door.js";
import { dropDraft, isFinished, keepDrafts, putBack } from "./drafts.js";
import { boxesOf, formNamed, messageOf, nameOf, newKey, say, typedIn, wordsOf } from "./forms.js";
import { beginToSend, drain, give, unsent } from "./outbox.js";
import { all, keepHereOnly, sweep } from "./shelf.js";
import { word } from "./words.js";

const NOW_AND_THEN = 10 * 60 * 1000;
/** Given words that would not outlive this page. @type {Set<string>} */
const fragile = new Set();

/** Begin: wipe what is not to stay, put back what was typed, send what waits. */
export async function beginToKeep() {
  if (!owner()) return;
  keepDrafts();
  document.addEventListener("swapped", wipeAtTheEnd);
  document.addEventListener("connected", drain);
  setInterval(wipe, NOW_AND_THEN);
  await wipe();
  document.addEventListener("swapped", putBack);
  await putBack();
  await wipeAtTheEnd();
  showUnsent();
  beginToSend({ send: order, settled, changed });
}

/** @param {HTMLFormElement} form */
export async function keepAndGive(form) {
  form.dataset.key ||= newKey();
  say(form, word("saving"));
  show("saving");
  const id = form.dataset.key;
  const typed = typedIn(form);
  const isOnDisk = await give({
    id, owner: owner(), at: Date.now(), form: nameOf(form), name: String(form.dataset.command),
    message: messageOf(form), typed, words: wordsOf(form),
  });
  if (!isOnDisk) fragile.add(id);
  if (typedIn(form) === typed) dropDraft(form);
}

/** Show an answer beside the words; says whether it could be. @param {import("./outbox.js").Given} row @param {import("./outbox.js").Answer} answer */
async function settled(row, answer) {
  const form = formNamed(row.form);
  const isThere = form && typedIn(form) === row.typed;
  show(answer.ok ? "saved" : "connected");
  if (answer.ok) document.dispatchEvent(new CustomEvent("released"));
  if (!isThere) return false;
  delete form.dataset.key;
  if (!answer.ok && answer.conflict && !hasLine()) form.submit(); // The page of both texts.
  if (!answer.ok) await dropDraft(form, answer.refused);
  say(form, answer.refused ?? "", !answer.ok);
  if (answer.ok && form.hasAttribute("data-keeps")) form.reset();
  if (answer.ok && !hasLine()) goOn(form, answer.version);
  return true;
}

/** @param {boolean} isAnswered */
async function changed(isAnswered) {
  if (isAnswered) return wipeAtTheEnd();
  showSoon();
  if (!isConnected()) show("offline");
  for (const row of await unsent()) {
    const form = formNamed(row.form);
    if (form && !row.refused && typedIn(form) === row.typed) say(form, word(fragile.has(row.id) ? "open" : "kept"));
  }
}

/**
 * A page beside the room goes where a browser without scripts would go. One with many boxes stays:
 * what is in the other boxes is still being written.
 * @param {HTMLFormElement} form @param {number} [version]
 */
function goOn(form, version) {
  const back = form.querySelector("[name=back]");
  const to = new URL(back instanceof HTMLInputElement ? back.value : location.pathname, location.href);
  if (to.pathname !== location.pathname) return location.assign(to);
  const was = form.querySelector("[name=version]");
  if (was instanceof HTMLInputElement && version !== undefined) was.value = String(version);
  for (const box of boxesOf(form)) box.defaultValue = box.value;
  say(form, word("saved"));
}

/** What another person left on this phone goes, and what is a day old. */
async function wipe() {
  const [here] = owner().split(":");
  await sweep((row) => (row.done ? Date.now() - row.at < 60000 : row.owner === owner() || row.owner.split(":")[0] !== here));
}

/** When the workshop is over nothing rests here: this page alone shows what was not sent. */
async function wipeAtTheEnd() {
  showSoon();
  if (!isFinished()) return;
  for (const box of /** @type {const} */ (["outbox", "drafts"])) {
    for (const row of (await all(box)).filter((one) => one.owner === owner() && one.refused !== word("ended"))) {
      await keepHereOnly(box, { ...row, page: location.pathname, refused: word("ended") });
    }
  }
}
