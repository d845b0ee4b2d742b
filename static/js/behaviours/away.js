// @ts-check
/** While you were away: the phone alone remembers the last entry it has shown. */
const AWAY = 60000;
const SETTLES = 20000;
const name = `told:${document.body.dataset.workshop}`;
let alive = 0;
let until = 0;
let since = 0;
let shown = 0;

/** Begin to remember, and to tell who comes back. */
export function tellAway() {
  document.addEventListener("visibilitychange", beat);
  document.addEventListener("swapped", beat);
  setInterval(beat, 1000);
  beat();
}

/** Nobody looks while the page is hidden, and a phone that sleeps has no heartbeat. */
function beat() {
  const place = document.querySelector("[data-told]");
  if (document.hidden || !place) return;
  const told = Number(place.getAttribute("data-told"));
  const now = Date.now();
  if (now - alive > AWAY) {
    since = shown = Number(localStorage.getItem(name) ?? told);
    // A page that was opened just now is up to date; one that wakes has still to ask.
    until = alive ? now + SETTLES : now;
  }
  alive = now;
  if (now <= until && told > shown) { shown = told; tell(since); }
  localStorage.setItem(name, String(told));
}

/** @param {number} from */
async function tell(from) {
  const place = document.querySelector("[data-away]");
  const answer = await fetch(`/w/${document.body.dataset.workshop}/away?since=${from}`);
  if (!(place instanceof HTMLElement) || !answer.ok) return;
  place.innerHTML = await answer.text();
  place.hidden = !place.firstElementChild;
  document.dispatchEvent(new CustomEvent("swapped"));
  place.querySelector("button")?.addEventListener("click", () => { until = 0; place.hidden = true; });
}
