// @ts-check
/** How one field keeps up with the server: updates go until they are answered; where the text was put away, words. */
import { newKey } from "./forms.js";

/** @typedef {import("./joint-field.js").News} News */
/** @typedef {{opened: string, text: string, key: string}} Words */
/** @typedef {{life: number, update: string} & Partial<Words>} Change */
/** @typedef {{ok?: boolean, life?: number, field?: string, again?: boolean, refused: string}} Answer */
/**
 * `give` and `ask` reach the server: a change, and the whole text or nothing; `look` asks what was
 * missed. The rest is told: that something is sent, that all is there, that an answer has to be
 * waited for, and what was refused.
 * @typedef {{give: (change: Change) => Promise<Answer>, ask: () => Promise<News | null>, look: () => void,
 *   sending: () => Promise<unknown>, saved: () => void, later: () => void, refused: (why: string) => void}} Ways
 */
/** @typedef {ReturnType<typeof keepUp>} KeepingUp */

/** @param {import("./joint-field.js").Field} field @param {Ways} ways */
export function keepUp(field, ways) {
  let isBusy = false;
  /** The text that is here has another one after it on the server. */
  let isOver = false;
  let hasMissed = false;
  /** What the server has of the box, once the text is over. @type {string | undefined} */
  let opened;
  /** Given and not answered: these very words go again, whatever was typed since. @type {Words | undefined} */
  let given;
  /** @type {Words | undefined} */
  let drawn;

  /** Begin with what the server says; what was typed over it before goes as words. @param {News} news @param {string} stood */
  function begin(news, stood) {
    if (field.box.value === stood) return field.begin(news);
    opened = stood;
    return renew();
  }

  /** @param {News} news */
  function receive(news) {
    const { life } = field.standing();
    if (isOver) hasMissed = true;
    else if (life < 0 || news.life < life || field.receive(news)) return;
    else if (news.life === life) ways.look();
    else renew();
  }

  /** Nothing of the others comes in from now on, so that all that is new in the box is ours. */
  function renew() {
    isOver = true;
    field.end();
    return push();
  }

  /** Send what waits, until nothing does. */
  async function push() {
    if (isBusy) return;
    isBusy = true;
    try {
      let isMore = true;
      while (isMore) isMore = Boolean(await (isOver ? giveWords() : giveUpdate()));
    } finally {
      isBusy = false;
    }
  }

  /** Says whether there is more to do. */
  async function giveUpdate() {
    if (!field.waits()) return false;
    await ways.sending();
    const waits = field.waits();
    if (!waits || isOver) return true;
    const { life } = field.standing();
    const answer = await ways.give({ life, update: waits.update });
    if (answer.again) return ways.later();
    if (answer.ok) field.taken(waits.count);
    else if (!["life", "update"].includes(answer.field ?? "")) return ways.refused(answer.refused);
    if (!answer.ok || answer.life !== life) renew();
    else if (!field.waits()) ways.saved();
    return true;
  }

  /** Says whether there is more to do: until the server has the whole box, and then its text is here. */
  async function giveWords() {
    opened ??= field.agreed();
    if (field.box.value !== opened) given ??= wordsFrom(opened);
    if (given) {
      const answer = await ways.give({ life: Math.max(field.standing().life, 0), update: "", ...given });
      if (answer.again) return ways.later();
      if (answer.ok) [opened, drawn] = [given.text, undefined];
      given = undefined;
      return answer.ok || ways.refused(answer.refused);
    }
    const news = await ways.ask();
    if (!news) return ways.later();
    await field.whenCalm();
    if (field.box.value !== opened) return true;
    field.begin(news);
    opened = undefined;
    isOver = false;
    ways.saved();
    if (hasMissed) ways.look();
    hasMissed = false;
    return true;
  }

  /** The same words have the same key, however often they are sent. @param {string} from @returns {Words} */
  function wordsFrom(from) {
    const text = field.box.value;
    if (drawn?.opened !== from || drawn.text !== text) drawn = { opened: from, text, key: newKey() };
    return drawn;
  }

  /** What the server may not have, in the order in which it has to come. @returns {Change[]} */
  function unsent() {
    const life = Math.max(field.standing().life, 0);
    const first = given ? [{ life, update: "", ...given }] : [];
    const from = given?.text ?? opened ?? field.agreed();
    const waits = isOver ? null : field.waits();
    // What was typed and taken away again goes too: the first half of it may have come.
    if (!waits && (!isOver || field.box.value === from)) return first;
    return [...first, { life, update: waits?.update ?? "", ...wordsFrom(from) }];
  }

  return { begin, receive, push, unsent };
}
