// @ts-check
/** The projector. */
import { tellTime } from "./behaviours/clock.js";
import { turnPages } from "./behaviours/pages.js";
import { listen } from "./live.js";

tellTime();
turnPages();
listen();
