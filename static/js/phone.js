// @ts-check
/** A participant's page. */
import { tellAway } from "./behaviours/away.js";
import { takeOver } from "./commands.js";
import { tellTime } from "./behaviours/clock.js";
import { helpWithPapers } from "./behaviours/paper.js";
import { tellLocalTime } from "./behaviours/local-time.js";
import { isConnected, listen, onceConnected, send } from "./live.js";

takeOver({ isConnected, onceConnected, send });
tellTime();
tellLocalTime();
helpWithPapers();
tellAway();
listen();
document.addEventListener("swapped", bringVoice);
bringVoice();

/** What only a paper needs is not a part of the first visit. */
function bringVoice() {
  if (document.querySelector("[data-read]")) import("./aloud.js").catch(() => undefined);
}
