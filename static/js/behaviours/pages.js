// @ts-check
/** The wall shows long lists a page at a time, by itself, and never smaller. */

/** Begin to turn pages. */
export function turnPages() {
  setInterval(turn, 9000);
}

function turn() {
  const main = document.querySelector(".wall__main");
  const list = document.querySelector("[data-behaviour=pages]");
  if (!main || !list || list.scrollHeight <= main.clientHeight) return;
  const first = list.firstElementChild;
  if (first) list.append(first);
}
