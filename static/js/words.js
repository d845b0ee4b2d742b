// @ts-check
/** Sentences in the page's own language; the templates say them, scripts only choose. */

/** @param {string} name @param {Record<string, string | number>} [values] @param {string} [place] @returns {string} */
export function word(name, values = {}, place = "words") {
  const said = document.getElementById(place)?.dataset[name] ?? "";
  return said.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}
