// @ts-check
/** A page beside the room: its words are kept and sent as in the room, without a socket. */
import { takeOver } from "./commands.js";
import { order, owner } from "./door.js";
import { messageOf, say } from "./forms.js";
import { sweep } from "./shelf.js";
import { word } from "./words.js";

takeOver();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.command !== "participant.leave") return;
  event.preventDefault();
  leave(form);
});

/** Who leaves takes what this phone kept of them. @param {HTMLFormElement} form */
async function leave(form) {
  try {
    const answer = await order("participant.leave", messageOf(form));
    if (!answer.ok) return say(form, answer.refused, true);
    await sweep((row) => row.owner !== owner());
    location.assign("/join");
  } catch {
    say(form, word("try"), true);
  }
}
