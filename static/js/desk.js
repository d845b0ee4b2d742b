// @ts-check
/** The facilitator's desk. */
import { letDrag } from "./behaviours/board.js";
import { takeOver } from "./commands.js";
import { tellTime } from "./behaviours/clock.js";
import { tellLocalTime } from "./behaviours/local-time.js";
import { isConnected, listen, onceConnected, send } from "./live.js";

takeOver({ isConnected, onceConnected, send });
tellTime();
tellLocalTime();
letDrag();
document.addEventListener("scene", showHead);
listen();

/** The title and the clock of a new step come into view, unless somebody is typing. */
function showHead() {
  if (document.activeElement?.matches("textarea, select, input")) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.querySelector(".activity__head")?.scrollIntoView({ behavior: isCalm ? "auto" : "smooth" });
}
