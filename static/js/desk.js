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
listen();
