// @ts-check
/** The same walk through a text as in workshop/domain/lens.py and reading.py, by the patterns that the server sends. */

/** @typedef {{start: number, end: number, rule: string, alternative: string}} Mark */
/** @typedef {{start: number, end: number, word: string}} Word */
/** @typedef {{word: string, gap: string, quoted: string, stop: string, end: string, denials: string[], within: number, longest: number, long: number, fewest: number, ages: [number, number], rules: Record<string, [string, string, boolean]>, phrases: Record<string, [string, string]>, exceptions: Record<string, string[]>}} Sent */
/** @typedef {ReturnType<typeof lensFrom>} Lens */

/** @param {Sent} sent */
export function lensFrom(sent) {
  const phrases = new Map(Object.entries(sent.phrases));
  const exceptions = new Map(Object.entries(sent.exceptions));
  /** @type {Set<string>} */
  const begins = new Set();
  for (const phrase of [...phrases.keys(), ...exceptions.keys()]) {
    const words = fold(phrase).split(" ");
    words.forEach((_, place) => begins.add(words.slice(0, place + 1).join(" ")));
  }
  return {
    ...sent, phrases, exceptions, begins, rules: new Map(Object.entries(sent.rules)), denials: new Set(sent.denials),
    word: new RegExp(sent.word, "g"), first: new RegExp(`^(?:${sent.word})`), gap: new RegExp(`^(?:${sent.gap})$`),
    quoted: new RegExp(sent.quoted, "g"), stop: new RegExp(sent.stop), end: new RegExp(sent.end, "g"),
  };
}

/** @param {string} text @param {Lens} lens @param {boolean} isWarning @param {Set<string>} left @returns {Mark[]} */
export function marksIn(text, lens, isWarning, left) {
  const words = wordsIn(text, lens);
  /** @type {[number, Mark][]} */
  const found = [];
  /** @type {Map<string, [number, number][]>} */
  const silent = new Map();
  for (let place = 0; place < words.length; place += 1) {
    const { start } = words[place];
    for (const [count, said, end] of known(text, words, place, lens)) {
      if (lens.exceptions.has(said)) silent.set(said, silent.get(said) ?? []).get(said)?.push([start, end]);
      const phrase = lens.phrases.get(said);
      if (!phrase || isPassed(text, words, place, lens, phrase[0], isWarning)) continue;
      found.push([count, { start, end, rule: phrase[0], alternative: fitting(text, start, end, said, phrase[1]) }]);
    }
  }
  const quoted = coveredIn(text, spans(text, lens.quoted));
  /** @type {Map<string, Uint8Array[]>} */
  const silenced = new Map();
  for (const [said, all] of silent) {
    const covered = coveredIn(text, all);
    for (const rule of lens.exceptions.get(said) ?? []) silenced.set(rule, [...silenced.get(rule) ?? [quoted], covered]);
  }
  return longest(text, found.filter(([, mark]) => !left.has(mark.rule)
    && !(silenced.get(mark.rule) ?? [quoted]).some((covered) => meets(mark, covered))));
}

/** How many words each long sentence has. @param {string} text @param {Lens} lens @returns {number[]} */
export function longSentences(text, lens) {
  const quotes = spans(text, lens.quoted);
  return sentences(text, lens)
    .filter(([start, count]) => count > lens.long && !quotes.some(([begin, end]) => begin <= start && start < end))
    .map(([, count]) => count);
}

/** @param {string} text @param {Lens} lens @returns {number | null} */
export function readingAge(text, lens) {
  const words = wordsIn(text, lens);
  if (words.length < lens.fewest) return null;
  const letters = words.reduce((sum, one) => sum + one.end - one.start, 0);
  const grade = 4.71 * letters / words.length + 0.5 * words.length / sentences(text, lens).length - 21.43;
  return Math.min(lens.ages[1], Math.max(lens.ages[0], Math.floor(grade + 5.5)));
}

/** @param {string} word */
export function fold(word) {
  return word.toLowerCase().replaceAll("\u2019", "'");
}

/** @param {string} text @param {Lens} lens @returns {Word[]} */
function wordsIn(text, lens) {
  return spans(text, lens.word).map(([start, end]) => ({ start, end, word: fold(text.slice(start, end)) }));
}

/** @param {string} text @param {RegExp} pattern @returns {[number, number][]} */
function spans(text, pattern) {
  return [...text.matchAll(pattern)].map((one) => [one.index ?? 0, (one.index ?? 0) + one[0].length]);
}

/** @param {string} text @param {Word[]} words @param {number} place @param {Lens} lens @returns {[number, string, number][]} */
function known(text, words, place, lens) {
  const { start, end: firstEnd, word: first } = words[place];
  const own = text.slice(start, firstEnd).replaceAll("\u2019", "'");
  /** @type {[number, string, number][]} */
  const found = [];
  let [said, end] = ["", start];
  for (const [before, one] of words.slice(place, place + lens.longest).entries()) {
    if (before && !lens.gap.test(text.slice(end, one.start))) break;
    said = said ? `${said} ${one.word}` : one.word;
    end = one.end;
    const isBegun = lens.begins.has(said);
    /** @type {[string, number][]} */
    const forms = isBegun ? [[said, end]] : [];
    if (isBegun && own !== first) forms.push([own + said.slice(first.length), end]);
    if (one.word.endsWith("'s")) forms.push([said.slice(0, -2), end - 2]);
    for (const [form, close] of forms) {
      const isKnown = lens.phrases.has(form) || lens.exceptions.has(form);
      if (isKnown && !isPartOfAnother(text, start, close, lens)) found.push([before + 1, form, close]);
    }
    if (!isBegun) break;
  }
  return found;
}

/** @param {string} text @param {number} start @param {number} end @param {Lens} lens */
function isPartOfAnother(text, start, end, lens) {
  const isTied = (/** @type {string} */ hyphen, /** @type {string} */ letter) => /^[-\u2010\u2011]$/.test(hyphen) && lens.first.test(letter);
  return isTied(text.charAt(start - 1), text.charAt(start - 2)) || isTied(text.charAt(end), text.charAt(end + 1));
}

/** @param {string} text @param {Word[]} words @param {number} place @param {Lens} lens @param {string} rule @param {boolean} isWarning */
function isPassed(text, words, place, lens, rule, isWarning) {
  const isDone = Boolean(lens.rules.get(rule)?.[2]);
  if (!isDone || isWarning) return isDone;
  for (let before = place - 1; before >= Math.max(0, place - lens.within); before -= 1) {
    if (lens.stop.test(text.slice(words[before].end, words[before + 1].start))) return false;
    if (lens.denials.has(words[before].word)) return true;
  }
  return false;
}

/** @param {string} text @param {number} start @param {number} end @param {string} said @param {string} alternative */
function fitting(text, start, end, said, alternative) {
  const own = text.slice(start, end);
  const isOwning = ["'s", "\u2019s"].includes(text.slice(end, end + 2));
  const isPluralOwning = own.endsWith("s") && ["'", "\u2019"].includes(text.charAt(end));
  if (isPluralOwning || (isOwning && alternative.includes(" "))) return "";
  if (said !== fold(said)) return alternative;
  if (own.length > 1 && own === own.toUpperCase() && own.toUpperCase() !== own.toLowerCase()) return alternative.toUpperCase();
  if (own[0] !== own[0].toLowerCase()) return alternative.charAt(0).toUpperCase() + alternative.slice(1);
  return alternative;
}

/** A 1 for each character that one of these spans has. @param {string} text @param {[number, number][]} all */
function coveredIn(text, all) {
  const covered = new Uint8Array(text.length);
  for (const [start, end] of all) covered.fill(1, start, end);
  return covered;
}

/** @param {Mark} mark @param {Uint8Array} covered */
function meets(mark, covered) {
  return covered.subarray(mark.start, mark.end).includes(1);
}

/** @param {string} text @param {[number, Mark][]} found @returns {Mark[]} */
function longest(text, found) {
  /** @type {Mark[]} */
  const kept = [];
  const covered = new Uint8Array(text.length);
  const ranked = found.sort(([many, one], [more, other]) => more - many || one.start - other.start || other.end - one.end);
  for (const [, mark] of ranked) {
    if (meets(mark, covered)) continue;
    kept.push(mark);
    covered.fill(1, mark.start, mark.end);
  }
  return kept.sort((one, other) => one.start - other.start);
}

/** Where each sentence begins, and how many words it has. @param {string} text @param {Lens} lens @returns {[number, number][]} */
function sentences(text, lens) {
  const words = wordsIn(text, lens);
  /** @type {[number, number][]} */
  const found = [];
  let first = 0;
  for (const end of [...[...text.matchAll(lens.end)].filter((one) => one[1]).map((one) => one.index ?? 0), text.length]) {
    let behind = first;
    while (behind < words.length && words[behind].start < end) behind += 1;
    if (behind > first) found.push([words[first].start, behind - first]);
    first = behind;
  }
  return found;
}
