// @ts-check
/** One tab of this phone at a time: by a lock, else by a claim that runs out. */
import { newKey } from "./forms.js";
import { within } from "./shelf.js";

const CLAIM = 10000;
const me = newKey();

/**
 * Do something while no other tab does it; says whether it was done. `renew` tells that it goes on.
 * @param {string} id @param {(renew: () => Promise<unknown>) => Promise<void>} act @returns {Promise<boolean>}
 */
export async function alone(id, act) {
  // Web Locks need https, which a room's own wifi does not have.
  if (navigator.locks) return navigator.locks.request(id, () => act(async () => true).then(() => true));
  if (!(await claim(id))) return false;
  try {
    await act(() => claim(id));
  } finally {
    await letGo(id);
  }
  return true;
}

/** @param {string} id @returns {Promise<boolean>} */
async function claim(id) {
  let isMine = true;
  const until = Date.now() + CLAIM;
  await within("claims", (rows) => {
    const request = rows.get(id);
    request.onsuccess = () => {
      const held = request.result;
      isMine = !held || held.tab === me || held.until < Date.now() || held.until > until;
      if (isMine) rows.put({ id, tab: me, until });
    };
    return request;
  }).catch(() => undefined); // Where nothing rests, no other tab has these words.
  return isMine;
}

/** @param {string} id */
async function letGo(id) {
  await within("claims", (rows) => {
    const request = rows.get(id);
    request.onsuccess = () => { if (request.result?.tab === me) rows.delete(id); };
    return request;
  }).catch(() => undefined);
}
