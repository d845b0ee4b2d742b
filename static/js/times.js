// @ts-check
/** A page that only reads: its times as this phone tells them. */
import { tellLocalTime } from "./behaviours/local-time.js";

tellLocalTime();
