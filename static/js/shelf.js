// @ts-check
/** What rests on this phone: rows in IndexedDB, or in memory where there is none. */

/** @typedef {"outbox" | "drafts" | "claims"} Box */
/** @typedef {{id: string, owner: string, at: number}} Row */

const BOXES = ["outbox", "drafts", "claims"];
const PATIENCE = 10000;
const PUT_PATIENCE = 2000;
const DAY = 24 * 3600 * 1000;
/** @type {Map<string, any>} */
const memory = new Map();
/** @type {Promise<IDBDatabase> | undefined} */
let opened;

/** Keep a row; says whether it would outlive this page. @param {Box} box @param {Row} row */
export async function put(box, row) {
  memory.set(box + row.id, row);
  try {
    await inTime(within(box, (rows) => rows.put(row)), PUT_PATIENCE);
    memory.delete(box + row.id);
    return true;
  } catch {
    return false; // Private windows and full disks: the page itself is all there is.
  }
}

/** The rows of a box, oldest first. @param {Box} box @returns {Promise<any[]>} */
export async function all(box) {
  const held = [...memory].filter(([name]) => name.startsWith(box)).map(([, row]) => row);
  const kept = await within(box, (rows) => rows.getAll()).catch(() => []);
  const more = held.filter((row) => !kept.some((/** @type {Row} */ one) => one.id === row.id));
  return [...kept, ...more].sort((one, other) => one.at - other.at);
}

/** @param {Box} box @param {string} id */
export async function remove(box, id) {
  memory.delete(box + id);
  await within(box, (rows) => rows.delete(id)).catch(() => undefined);
}

/** Nothing of it stays on the disk; this page may show it. @param {Box} box @param {Row} row */
export async function keepHereOnly(box, row) {
  await remove(box, row.id);
  memory.set(box + row.id, row);
}

/** Wipe what need not stay, and whatever is a day old. @param {(row: any) => boolean} stays */
export async function sweep(stays) {
  for (const box of /** @type {Box[]} */ (["outbox", "drafts"])) {
    for (const row of await all(box)) {
      // A clock that was put right may leave a row in the future: it is swept too.
      if (Math.abs(Date.now() - row.at) > DAY || !stays(row)) await remove(box, row.id);
    }
  }
}

/**
 * One transaction on one box.
 * @param {Box} box @param {(rows: IDBObjectStore) => IDBRequest} act @returns {Promise<any>}
 */
export async function within(box, act) {
  const base = await open();
  return inTime(new Promise((done, failed) => {
    // A phone that slept may have closed the connection: the next one asks for another.
    const step = base.transaction(box, "readwrite", { durability: box === "outbox" ? "strict" : "relaxed" });
    const request = act(step.objectStore(box));
    step.oncomplete = () => done(request.result);
    step.onabort = step.onerror = () => failed(step.error);
  })).catch((error) => { opened = undefined; throw error; });
}

function open() {
  opened ??= inTime(new Promise((done, failed) => {
    const request = indexedDB.open("workshop", 1);
    request.onupgradeneeded = () => BOXES.forEach((box) => request.result.createObjectStore(box, { keyPath: "id" }));
    request.onerror = () => failed(request.error);
    request.onsuccess = () => { request.result.onversionchange = () => request.result.close(); done(request.result); };
  }));
  return opened;
}

/** Some phones never answer at all. @template T @param {Promise<T>} promise @returns {Promise<T>} */
function inTime(promise, patience = PATIENCE) {
  return Promise.race([promise, new Promise((_, failed) => { setTimeout(failed, patience); })]);
}
