// @ts-check
/** The page of what is suggested for a principle, and of one suggestion: what stands there stays true. */
import { takeOver } from "./commands.js";
import { isConnected, listen, onceConnected, send } from "./live.js";

// A page to decide on one leads back to the others when it was decided: its forms are posted.
takeOver(document.querySelector("[data-leads-back]") ? undefined : { isConnected, onceConnected, send });
listen();
