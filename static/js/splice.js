// @ts-check
/** What a change did to a text, and where a place in it is afterwards; all in UTF-16 units. */

/** @typedef {{retain?: number, delete?: number, insert?: string | object}[]} Delta */
/** @typedef {{at: number, gone: number, came: string}} Splice */

/**
 * The one piece in which two texts differ, never half a letter. Behind what was typed stands the
 * caret: of letters that repeat, the new one is there.
 * @param {string} old @param {string} fresh @param {number} [caret] @returns {Splice}
 */
export function spliceOf(old, fresh, caret = fresh.length) {
  const most = Math.min(old.length, fresh.length);
  let end = sameEnd(old, fresh, 0, Math.min(most, fresh.length - caret));
  let start = 0;
  while (start < most - end && old[start] === fresh[start]) start++;
  end = sameEnd(old, fresh, end, most - start);
  if (start && isHigh(old.charCodeAt(start - 1))) start--;
  if (end && isLow(old.charCodeAt(old.length - end))) end--;
  return { at: start, gone: old.length - end - start, came: fresh.slice(start, fresh.length - end) };
}

/** @param {Splice} splice @returns {Delta} */
export function deltaOf({ at, gone, came }) {
  return [{ retain: at }, { insert: came }, { delete: gone }];
}

/** Where a place is after others wrote. @param {number} place @param {Delta} delta */
export function moved(place, delta) {
  let at = 0;
  for (const one of delta) {
    if (one.retain) at += one.retain;
    if (at >= place) break;
    const came = lengthOf(one.insert);
    place += came - Math.min(one.delete ?? 0, place - at);
    at += came;
  }
  return place;
}

/** The end of what a change did. @param {Delta} delta */
export function endOf(delta) {
  let at = 0;
  let end = 0;
  for (const one of delta) {
    at += (one.retain ?? 0) + lengthOf(one.insert);
    if (!one.retain) end = at;
  }
  return end;
}

/** @param {string} old @param {string} fresh @param {number} from @param {number} most */
function sameEnd(old, fresh, from, most) {
  while (from < most && old[old.length - 1 - from] === fresh[fresh.length - 1 - from]) from++;
  return from;
}

/** @param {string | object | undefined} insert */
function lengthOf(insert) {
  return typeof insert === "string" ? insert.length : insert ? 1 : 0;
}

/** @param {number} unit */
function isHigh(unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** @param {number} unit */
function isLow(unit) {
  return unit >= 0xdc00 && unit < 0xe000;
}
