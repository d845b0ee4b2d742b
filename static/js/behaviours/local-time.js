// @ts-check
/** Times of day as this phone's clock and language tell them. */

/** Begin to tell local times. */
export function tellLocalTime() {
  document.addEventListener("swapped", paint);
  paint();
}

function paint() {
  for (const place of document.querySelectorAll("time[data-behaviour=local-day]")) {
    const moment = new Date(place.getAttribute("datetime") ?? "");
    const shown = moment.toLocaleString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    if (place.textContent !== shown) place.textContent = shown;
  }
  for (const place of document.querySelectorAll("time[data-behaviour=local-time]")) {
    const moment = new Date(place.getAttribute("datetime") ?? "");
    const shown = moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    if (place.textContent !== shown) place.textContent = shown;
  }
}
