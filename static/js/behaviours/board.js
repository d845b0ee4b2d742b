// @ts-check
/** Dragging notes onto themes on the desk; "Move to…" does the same everywhere. */
import { order } from "../door.js";

let dragged = "";

/** Let notes be dragged. */
export function letDrag() {
  document.addEventListener("swapped", prepare);
  document.addEventListener("dragstart", (event) => {
    const note = event.target instanceof Element ? event.target.closest(".theme .note") : null;
    dragged = note ? note.id : "";
    event.dataTransfer?.setData("text/plain", dragged);
  });
  document.addEventListener("dragover", (event) => {
    const theme = dragged && themeAt(event);
    if (theme) { event.preventDefault(); mark(theme); }
  });
  document.addEventListener("drop", (event) => {
    const theme = themeAt(event);
    if (!dragged || !theme) return;
    event.preventDefault();
    mark(null);
    order("note.move", { note: number(dragged), theme: number(theme.id) });
    dragged = "";
  });
  document.addEventListener("dragend", () => { dragged = ""; mark(null); });
  prepare();
}

function prepare() {
  for (const note of document.querySelectorAll("[data-behaviour=board] .note")) {
    note.setAttribute("draggable", "true");
  }
}

/** @param {Event} event */
function themeAt(event) {
  return event.target instanceof Element ? event.target.closest("[data-behaviour=board] .theme") : null;
}

/** @param {Element | null} theme */
function mark(theme) {
  document.querySelectorAll(".theme.is-over").forEach((one) => one.classList.toggle("is-over", one === theme));
  theme?.classList.add("is-over");
}

/** @param {string} name */
function number(name) {
  return name.split("-")[1] ?? "0";
}
