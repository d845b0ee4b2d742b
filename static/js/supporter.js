// @ts-check
/** The supporter's page. */
import { takeOver } from "./commands.js";
import { tellLocalTime } from "./behaviours/local-time.js";
import { listen } from "./live.js";

takeOver();
tellLocalTime();
listen();
