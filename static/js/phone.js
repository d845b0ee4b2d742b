// @ts-check
/** A participant's page. */
import { takeOver } from "./commands.js";
import { tellTime } from "./behaviours/clock.js";
import { listen } from "./live.js";

takeOver();
tellTime();
listen();
