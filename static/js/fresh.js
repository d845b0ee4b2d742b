// @ts-check
/** What this phone remembers of one person is not left for the next one. */
import { sweep } from "./shelf.js";

sessionStorage.clear();
sweep(() => false);
