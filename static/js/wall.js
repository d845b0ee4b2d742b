// @ts-check
/** The projector. */
import { tellTime } from "./behaviours/clock.js";
import { tellLocalTime } from "./behaviours/local-time.js";
import { turnPages } from "./behaviours/pages.js";
import { listen } from "./live.js";

tellTime();
tellLocalTime();
turnPages();
listen();
