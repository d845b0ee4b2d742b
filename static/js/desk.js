// @ts-check
/** The facilitator's desk. */
import { letDrag } from "./behaviours/board.js";
import { takeOver } from "./commands.js";
import { tellTime } from "./behaviours/clock.js";
import { listen } from "./live.js";

takeOver();
tellTime();
letDrag();
listen();
