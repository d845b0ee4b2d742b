// @ts-check
/** Papers read aloud by the phone's own voice; comes with the first paper, and without it nothing is offered. */

document.addEventListener("swapped", offerVoice);
document.addEventListener("click", readAloud);
speech()?.addEventListener?.("voiceschanged", offerVoice);
offerVoice();

function speech() {
  return "speechSynthesis" in window ? window.speechSynthesis : null;
}

/** A voice that lives on this phone: others would send the words to somebody's server. */
function voice() {
  const mine = document.documentElement.lang.slice(0, 2);
  return speech()?.getVoices().find((one) => one.localService && one.lang.startsWith(mine));
}

function offerVoice() {
  const has = Boolean(voice());
  for (const line of document.querySelectorAll("[data-read]")) line.toggleAttribute("hidden", !has);
}

/** @param {Event} event */
function readAloud(event) {
  const button = event.target instanceof Element ? event.target.closest("[data-read] button") : null;
  const one = button?.closest(".paper");
  if (!button || !one) return;
  const wasReading = speech()?.speaking && button.getAttribute("aria-pressed") === "true";
  for (const other of document.querySelectorAll("[data-read] button")) other.removeAttribute("aria-pressed");
  speech()?.cancel();
  if (wasReading) return;
  button.setAttribute("aria-pressed", "true");
  const said = new SpeechSynthesisUtterance(wordsOf(one));
  said.voice = voice() ?? null;
  said.lang = said.voice?.lang ?? "";
  said.addEventListener("end", () => button.removeAttribute("aria-pressed"));
  speech()?.speak(said);
}

/** The statement, its fields and the answers, as they stand. @param {Element} one */
function wordsOf(one) {
  const parts = one.querySelectorAll(".paper__head, .paper__words, .more__body p, .answer__label, .ratings__words, .rating__label, .answers--dots label");
  return [...parts].map((part) => (part.textContent ?? "").trim()).filter(Boolean).join(". ");
}
