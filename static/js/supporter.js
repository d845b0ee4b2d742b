// @ts-check
/** The supporter's page. */
import { takeOver } from "./commands.js";
import { tellLocalTime } from "./behaviours/local-time.js";
import { isConnected, listen, onceConnected, send } from "./live.js";

takeOver({ isConnected, onceConnected, send });
tellLocalTime();
listen();
