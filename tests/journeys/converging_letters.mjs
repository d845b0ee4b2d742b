/** What is written in a run: words in many scripts, and a book of what became of each letter. */

const REPEATED = ["We ", "ask", " 😀", "👩🏽‍🦽", "e\u0301", "א\u05B7ב", "مرحبا ", "日本", "\n", "🇬🇧", "न\u0940", "."];
const MARKS = ["\u0301", "\u0308", "\u0323", "\u0327"];
const TONES = ["\u{1F3FB}", "\u{1F3FD}", "\u{1F3FF}"];
const RIGHT_TO_LEFT = [[0x5d0, 0x5ea], [0x628, 0x64a], [0x679, 0x6bf], [0x712, 0x72c], [0x780, 0x7a5], [0x7ca, 0x7ea], [0x1e900, 0x1e943]];
const POOLS = {
  ideographs: letters([[0x4e00, 0x4fff]]),
  pairs: letters([[0x20000, 0x200ff]]),
  emoji: letters([[0x1f400, 0x1f4ff], [0x1f680, 0x1f6c0]]),
  rightToLeft: letters(RIGHT_TO_LEFT),
  bases: letters([[0x250, 0x2af], [0x3b1, 0x3c9], [0x915, 0x939]]),
  flags: letters([[0x1f1e6, 0x1f1ff]]),
};

/** Letters that stay what they are in every form of writing. @param {number[][]} ranges */
function letters(ranges) {
  const all = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n)));
  return all.filter((one) => one.normalize("NFD") === one && one.normalize("NFKC") === one && /\p{L}|\p{So}/u.test(one));
}

/** A seeded chance: a number below another one. @param {number} seed */
export function chance(seed) {
  let state = seed * 2654435761 + 1;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

/** Words that were never written before, so that each letter is known again; or words that repeat. */
export function wordsOf(/** @type {any} */ draw, /** @type {boolean} */ repeats) {
  /** @type {Record<string, number>} */
  const used = {};
  for (const name of Object.keys(POOLS)) used[name] = draw(POOLS[/** @type {keyof POOLS} */ (name)].length);
  const fresh = (/** @type {keyof POOLS} */ pool, many = 1) =>
    Array.from({ length: many }, () => POOLS[pool][used[pool]++ % POOLS[pool].length]).join("");
  const one = (/** @type {string[]} */ of) => of[draw(of.length)];
  const ways = [
    () => fresh("ideographs", 1 + draw(3)),
    () => fresh("ideographs", 2) + " ",
    () => fresh("pairs", 1 + draw(2)),
    () => fresh("emoji"),
    () => fresh("emoji") + one(TONES),
    () => fresh("emoji") + "\u200d" + fresh("emoji") + "\ufe0f",
    () => fresh("flags", 2),
    () => fresh("bases") + one(MARKS),
    () => fresh("bases") + one(MARKS) + one(MARKS),
    () => fresh("rightToLeft", 2 + draw(3)) + " ",
    () => fresh("rightToLeft") + "\u05b7" + fresh("rightToLeft"),
    () => "\n",
  ];
  return () => (repeats ? one(REPEATED) : one(ways)());
}

/** Notes what hands put in and took away. @param {string} start @param {boolean} repeats */
export function bookOf(start, repeats) {
  /** @type {Record<string, number>} */
  const put = {};
  /** @type {Record<string, number>} */
  const taken = {};
  const book = { put, taken, runs: /** @type {string[][]} */ ([]), gone: /** @type {string[]} */ ([]), back: /** @type {string[]} */ ([]) };
  const seen = new Set();
  for (const letter of start) put[letter] = (put[letter] ?? 0) + 1;

  /** @param {string} before @param {string} after */
  function note(before, after) {
    const run = [];
    for (const [letter, by] of difference(before, after)) {
      if (repeats || !KNOWN.has(letter)) (by > 0 ? put : taken)[letter] = ((by > 0 ? put : taken)[letter] ?? 0) + Math.abs(by);
      else if (by < 0) book.gone.push(letter);
      else if (seen.has(letter)) book.back.push(letter);
      else { seen.add(letter); run.push(letter); }
    }
    if (run.length) book.runs.push(run);
  }

  return { book, note };
}

/** Written once in a run of words that do not repeat. */
const KNOWN = new Set(Object.values(POOLS).flat());

/** How many more of each letter there are, in the order of the text. @param {string} before @param {string} after */
function difference(before, after) {
  const counted = new Map();
  for (const letter of after) counted.set(letter, (counted.get(letter) ?? 0) + 1);
  for (const letter of before) counted.set(letter, (counted.get(letter) ?? 0) - 1);
  return [...counted].filter(([, by]) => by);
}
