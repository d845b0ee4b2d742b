// @ts-check
/** What is on this phone only, and stands in no box: shown until it is sent, or put away. */
import { tellWaiting } from "./connection.js";
import { withoutBox } from "../drafts.js";
import { formNamed, typedIn } from "../forms.js";
import { giveAgain, unsent } from "../outbox.js";
import { remove } from "../shelf.js";
import { word } from "../words.js";

const CALM = 600;
let timer = 0;

/** Begin to show what is not sent. */
export function showUnsent() {
  document.addEventListener("input", showSoon);
  document.addEventListener("swapped", showSoon);
  showSoon();
}

/** What is answered in a moment is not worth a word. */
export function showSoon() {
  clearTimeout(timer);
  timer = setTimeout(paint, CALM);
}

async function paint() {
  const given = await unsent();
  tellWaiting(given.filter((one) => !one.refused).length);
  const place = document.querySelector("[data-unsent]");
  if (!(place instanceof HTMLElement)) return;
  const rows = [
    ...given.filter((one) => one.refused || !isInABox(one)).map((one) => item(one, "outbox")),
    ...(await withoutBox()).map((one) => item(one, "drafts")),
  ];
  place.hidden = !rows.length;
  const said = rows.map((one) => one.textContent).join();
  if (said !== [...place.children].map((one) => one.textContent).join()) place.replaceChildren(...rows);
}

/** @param {import("../outbox.js").Given} row */
function isInABox(row) {
  const form = formNamed(row.form);
  return form && typedIn(form) === row.typed;
}

/** @param {any} row @param {"outbox" | "drafts"} box */
function item(row, box) {
  const mould = /** @type {HTMLTemplateElement} */ (document.getElementById("unsent"));
  const one = /** @type {HTMLElement} */ (/** @type {Element} */ (mould.content.firstElementChild).cloneNode(true));
  const [text, state] = /** @type {NodeListOf<HTMLElement>} */ (one.querySelectorAll(".unsent__text, .note__state span"));
  text.textContent = row.words;
  state.textContent = row.refused ? word("refused", { why: row.refused }) : box === "outbox" ? word("kept") : word("typed");
  one.classList.toggle("note--refused", Boolean(row.refused));
  const [again, away] = one.querySelectorAll("button");
  again.hidden = !row.refused || box !== "outbox";
  away.hidden = !row.refused && box === "outbox";
  again.addEventListener("click", () => giveAgain(row).then(paint));
  away.addEventListener("click", () => remove(box, row.id).then(paint));
  return one;
}
