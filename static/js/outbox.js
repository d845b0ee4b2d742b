// @ts-check
/** Words that were given wait here until the server has answered: one at a time, in order. */
import { alone } from "./alone.js";
import { owner } from "./door.js";
import { all, put, remove } from "./shelf.js";

/**
 * `done` is what another tab of this phone finds of words that were saved: no word of them.
 * @typedef {{id: string, owner: string, at: number, form: string, name: string,
 *   message: Record<string, unknown>, typed: string, words: string, refused?: string, done?: true}} Given
 * @typedef {{ok?: boolean, refused?: string, again?: boolean, conflict?: unknown, version?: number}} Answer
 */

/** Given on this page and not answered yet. @type {Map<string, Given>} */
const open = new Map();
/** Answered: not to be sent again, even where a row cannot be removed. @type {Set<string>} */
const answered = new Set();
/** @type {{send: (name: string, message: object) => Promise<Answer>, settled: (row: Given, answer: Answer) => Promise<boolean>, changed: (isKept: boolean) => void}} */
let ways;
let isSending = false;
let isAsked = false;
let timer = 0;

/** Begin to send what waits; `settled` says whether the answer was shown beside the words. @param {typeof ways} given */
export function beginToSend(given) {
  ways = given;
  addEventListener("online", drain);
  drain();
}

/** Keep words until they are answered; says whether they outlive this page. @param {Given} row */
export async function give(row) {
  open.set(row.id, row);
  answered.delete(row.id);
  const isOnDisk = await put("outbox", row);
  drain();
  return isOnDisk;
}

/** The page itself sends this one, as long as it lives. @param {string} id */
export function leaveToPage(id) {
  answered.add(id);
}

/** What this person has here: what waits, and what was refused. @returns {Promise<Given[]>} */
export async function unsent() {
  const rows = await all("outbox");
  return rows.filter((one) => one.owner === owner() && !one.done && !answered.has(one.id));
}

/** Send it once more. @param {Given} row */
export async function giveAgain(row) {
  await give({ ...row, refused: undefined });
}

/** Send everything that waits, unless another tab does. */
export async function drain() {
  clearTimeout(timer);
  isAsked = true;
  if (isSending) return;
  isSending = true;
  while (isAsked) {
    isAsked = false;
    await alone(`outbox ${owner()}`, sendAll).catch(() => false);
    await hearOtherTabs();
  }
  isSending = false;
  const waits = (await unsent()).some((one) => !one.refused);
  if (waits) timer = setTimeout(drain, 1500 + 2500 * Math.random());
}

/** @param {() => Promise<unknown>} renew */
async function sendAll(renew) {
  for (;;) {
    const row = (await unsent()).find((one) => !one.refused);
    if (!row || !owner()) return;
    await renew();
    const answer = await ways.send(row.name, row.message).catch(() => ({ again: true }));
    if (answer.again || (!answer.ok && !answer.refused)) return ways.changed(false);
    await settle(row, answer);
  }
}

/** @param {Given} row @param {Answer} answer */
async function settle(row, answer) {
  answered.add(row.id);
  const isMine = open.delete(row.id);
  if (isMine && (await ways.settled(row, answer))) await remove("outbox", row.id);
  else if (!answer.ok) { answered.delete(row.id); await put("outbox", { ...row, refused: answer.refused }); }
  else if (isMine) await remove("outbox", row.id);
  else await put("outbox", /** @type {Given} */ ({ id: row.id, owner: row.owner, at: row.at, done: true }));
  ways.changed(true);
}

/** Another tab may have sent what was given here. */
async function hearOtherTabs() {
  for (const row of await all("outbox")) {
    const mine = open.get(row.id);
    if (!mine || !(row.done || row.refused)) continue;
    await settle(mine, row.done ? { ok: true } : { refused: row.refused });
  }
}
