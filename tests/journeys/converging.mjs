/** Runs of several phones that write one text over a network that cuts, delays, repeats and forgets. */
import { jointField } from "./js/joint-field.js";
import { keepUp } from "./js/keeping-up.js";
import { bookOf, chance, wordsOf } from "./converging_letters.mjs";

const ROUNDS = 80;
/** @typedef {any} Phone */
/** @typedef {any} Course */

/**
 * One run. `server` takes changes and tells the text, in the page or behind it; what is returned
 * says what every screen shows, and what became of each letter.
 * @param {number} seed @param {any} server
 */
export async function run(seed, server) {
  const draw = chance(seed);
  // Where texts are put away, the same words that two write at one place come once.
  const repeats = draw(4) === 0 && !server.hasLives;
  globalThis.seedKeys(seed);
  const { book, note } = bookOf(await server.page(), repeats);
  const course = { draw, server, note, book, keeps: repeats && draw(2) === 0, words: wordsOf(draw, repeats), isInDoubt: false, isUndone: false };
  const phones = [];
  for (let who = 0, many = 2 + draw(5); who < many; who++) phones.push(await open({ who, outbox: [], isOnline: draw(4) > 0 }, course));
  for (let step = 0, steps = 30 + draw(50); step < steps; step++) {
    globalThis.passTime(draw(400));
    await act(phones[draw(phones.length)], phones, course);
    await pause();
  }
  await end(phones, course);
  const texts = phones.map((one) => one.box.value);
  for (const one of phones) one.box.remove();
  return { ...book, texts, repeats, keeps: course.keeps, isInDoubt: course.isInDoubt, isUndone: course.isUndone, writers: phones.length, did: [...did], ...(await server.end()) };
}

/** What runs have been through, by name: so that none of it is missing. @type {Set<string>} */
const did = new Set();

/** A page is opened; before its script is there, somebody may have typed. @param {Phone} one @param {Course} course */
async function open(one, course) {
  const { server, draw } = course;
  const box = Object.assign(document.createElement("textarea"), { defaultValue: await server.page() });
  document.body.append(box);
  const field = jointField(box, { typed: () => one.line.push(), undone: () => undefined });
  const line = keepUp(field, {
    give: (change) => call(one, () => server.give(one.who, change), { again: true }, change),
    ask: () => call(one, () => server.texts(null), null),
    look: () => { one.looks = true; },
    sending: async () => undefined,
    saved: () => undefined,
    later: () => undefined,
    refused: (why) => { throw new Error(`refused: ${why}`); },
  });
  Object.assign(one, { box, field, line, calls: [], composing: null, looks: false, late: null });
  if (server.hasLives && draw(4) === 0) { did.add("early"); put(one, course.words(), place(one, draw), 0, course); }
  line.begin(await server.texts(null), box.defaultValue);
  return one;
}

/** A question on its way: it goes and is answered when the network lets it. @param {Phone} one @param {() => Promise<any>} ask @param {any} failed @param {any} [change] */
function call(one, ask, failed, change) {
  return new Promise((answered) => { one.calls.push({ ask, failed, answered, change, isThere: false }); });
}

/** One thing happens to one phone, or to all. @param {Phone} one @param {Phone[]} phones @param {Course} course */
async function act(one, phones, course) {
  const { draw, keeps } = course;
  const kind = draw(24);
  if (kind < 5 && !one.composing) put(one, course.words(), place(one, draw), 0, course);
  else if (kind === 5 && !one.composing && !keeps) takeAway(one, course);
  else if (kind === 6 && !one.composing && !keeps) undo(one, course);
  else if (kind < 9) compose(one, course);
  else if (kind === 9) endComposing(one, course);
  else if (kind < 15) await network(one, course);
  else if (kind < 18) await hear(one, course);
  else if (kind === 18) await look(one, course);
  else if (kind === 19) one.isOnline = !one.isOnline;
  else if (kind === 20) one.line.push();
  else if (kind === 21 && draw(3) === 0) await openAgain(one, course);
  else if (kind === 22 && draw(4) === 0) await restart(phones, course);
  else if (kind === 23 && draw(2) && course.server.hasLives) { did.add("put away"); await course.server.putAway(); }
}

/** Where a caret may stand: never inside a letter of two halves. @param {Phone} one @param {any} draw */
function place(one, draw) {
  const letters = [...one.box.value];
  return letters.slice(0, draw(letters.length + 1)).join("").length;
}

/** The hand, or the phone's keyboard, changes the box. @param {Phone} one @param {string} words @param {number} at @param {number} gone @param {Course} course */
function put(one, words, at, gone, course) {
  const before = one.box.value;
  one.box.setRangeText(words, at, at + gone, "end");
  course.note(before, one.box.value);
  one.box.dispatchEvent(new InputEvent("input", { isComposing: Boolean(one.composing) }));
}

/** A few letters go, or a keyboard puts a better word in their place. @param {Phone} one @param {Course} course */
function takeAway(one, course) {
  const { draw, words } = course;
  const at = place(one, draw);
  const gone = [...one.box.value.slice(at)].slice(0, 1 + draw(6)).join("").length;
  did.add("deletion");
  put(one, draw(3) ? "" : words(), at, gone, course);
}

/** What was written here is taken back; perhaps it is wanted after all. @param {Phone} one @param {Course} course */
function undo(one, course) {
  const before = one.box.value;
  one.field.undo();
  const between = one.box.value;
  if (between !== before) { did.add("undo"); course.isUndone = true; }
  course.note(before, between);
  if (course.draw(3)) return;
  one.box.dispatchEvent(new InputEvent("beforeinput", { inputType: "historyRedo", cancelable: true }));
  if (one.box.value !== between) did.add("redo");
  course.note(between, one.box.value);
}

/** A word is put together, or one that stands there anew: it changes until it is whole. @param {Phone} one @param {Course} course */
function compose(one, course) {
  const { draw, keeps, words } = course;
  if (!one.composing) {
    const at = place(one, draw);
    const stands = keeps || draw(3) ? "" : [...one.box.value.slice(at)].slice(0, draw(4)).join("");
    one.box.dispatchEvent(new CompositionEvent("compositionstart", { data: stands }));
    one.composing = { at, words: stands };
    did.add("composition");
  }
  const { at, words: stands } = one.composing;
  one.composing.words = draw(2) ? stands + words() : words();
  put(one, one.composing.words, at, stands.length, course);
}

/** Some keyboards say their last word only after the end. @param {Phone} one @param {Course} course */
function endComposing(one, course) {
  if (!one.composing) return;
  const { at, words } = one.composing;
  one.composing = null;
  one.box.dispatchEvent(new CompositionEvent("compositionend", { data: words }));
  if (course.draw(3) === 0) put(one, course.words(), at, words.length, course);
}

/** The oldest question arrives, is answered, or is lost on either way. @param {Phone} one @param {Course} course */
async function network(one, course) {
  const { draw } = course;
  if (one.outbox.length && one.isOnline && draw(2)) return fromOutbox(one, course, draw(5) > 0);
  const asked = one.calls[0];
  if (!asked) return;
  if (!asked.isThere && one.isOnline && draw(8)) {
    Object.assign(asked, { isThere: true, answer: await asked.ask() });
    if (draw(2)) return;
  }
  one.calls.shift();
  const isHeard = asked.isThere && one.isOnline && draw(6) > 0;
  if (!isHeard) cut(asked, course);
  asked.answered(isHeard ? asked.answer : asked.failed);
}

/** @param {any} asked @param {Course} course */
function cut(asked, course) {
  did.add(asked.isThere ? "lost answer" : "cut");
  if (asked.isThere && asked.change) doubt(asked.change, course);
}

/** An update was taken, and the phone does not know: where the text is put away meanwhile, it comes as words once more. @param {any} change @param {Course} course */
function doubt(change, course) {
  course.isInDoubt ||= Boolean(change.update);
}

/** What rested on the phone goes in order, again and again until it is answered. @param {Phone} one @param {Course} course @param {boolean} isHeard */
async function fromOutbox(one, course, isHeard) {
  const answer = await course.server.give(one.who, one.outbox[0]);
  if (!answer.ok) throw new Error(`refused from the outbox: ${answer.refused}`);
  if (isHeard) one.outbox.shift();
  else doubt(one.outbox[0], course);
}

/** What is told to those who write there; something may be missing before it. @param {Phone} one @param {Course} course */
async function hear(one, course) {
  if (!one.isOnline) return;
  const news = await course.server.news(one.field.standing(), course.draw);
  if (news) one.line.receive(news);
}

/** An answer may come late, when others have come before it. @param {Phone} one @param {Course} course */
async function look(one, course) {
  if (!one.isOnline) return;
  const late = one.late;
  const { life, n } = one.field.standing();
  const news = await course.server.texts(life < 0 ? null : { life, n });
  one.late = course.draw(4) ? null : news;
  one.looks = false;
  if (!one.late) one.line.receive(news);
  if (late) one.line.receive(late);
}

/** The page goes; what was not sent rests on the phone. Then it is opened again. @param {Phone} one @param {Course} course */
async function openAgain(one, course) {
  did.add("reload");
  for (const asked of one.calls.splice(0)) {
    if (!asked.isThere && course.draw(2)) continue;
    if (!asked.isThere) await asked.ask();
    if (asked.change) doubt(asked.change, course);
  }
  one.outbox.push(...one.line.unsent());
  one.box.remove();
  await open(one, course);
}

/** The server stops and starts: whoever waits for an answer gets none, and all come back one by one. @param {Phone[]} phones @param {Course} course */
async function restart(phones, course) {
  did.add("restart");
  for (const one of phones) {
    for (const asked of one.calls.splice(0)) { cut(asked, course); asked.answered(asked.failed); }
    one.isOnline = course.draw(2) > 0;
    one.late = null;
    one.looks = true;
  }
  await course.server.restart();
}

/** The network is well again, nobody writes any more, and all that waits comes through. @param {Phone[]} phones @param {Course} course */
async function end(phones, course) {
  for (const one of phones) { endComposing(one, course); one.isOnline = true; }
  for (let round = 0, calm = 0; calm < 3; round++) {
    if (round > ROUNDS) throw new Error("the phones do not come to an end");
    let isCalm = true;
    for (const one of phones) {
      one.line.push();
      await pause();
      isCalm &&= !one.calls.length && !one.outbox.length;
      for (const asked of one.calls.splice(0)) asked.answered(asked.isThere ? asked.answer : await asked.ask());
      while (one.outbox.length) await fromOutbox(one, course, true);
      const { life, n } = one.field.standing();
      one.line.receive(await course.server.texts(life < 0 ? null : { life, n }));
      await pause();
    }
    calm = isCalm ? calm + 1 : 0;
  }
}

function pause() {
  return new Promise((done) => { setTimeout(done); });
}
