// @ts-check
/** The supporter's page. */
import { takeOver } from "./commands.js";
import { listen } from "./live.js";

takeOver();
listen();
