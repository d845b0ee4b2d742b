// @ts-check
/** While a section is written, how it will look is shown beside it. Nothing is saved by that. */

const REST = 500;
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-section]"));
const preview = document.getElementById("preview");
let turn = 0;
let timer = 0;
let isSaved = !form?.hasAttribute("data-unsaved");

if (form && preview) {
  for (const one of form.querySelectorAll("[data-without-script]")) one.remove();
  form.addEventListener("submit", () => { isSaved = true; });
  addEventListener("beforeunload", (event) => { if (!isSaved) event.preventDefault(); });
  form.addEventListener("input", () => {
    isSaved = false;
    clearTimeout(timer);
    timer = setTimeout(show, REST);
  });
}

async function show() {
  const mine = ++turn;
  const typed = new FormData(/** @type {HTMLFormElement} */ (form));
  typed.append("try", "yes");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: typed });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = page.getElementById("preview");
    if (mine === turn && shown) preview?.replaceChildren(...shown.childNodes);
  } catch {
    // Without a connection the last one stays; saving says what is wrong.
  }
}
