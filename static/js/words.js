// @ts-check
/** Sentences in the page's own language; the templates say them, scripts only choose. */

/** @param {string} name @param {Record<string, string | number>} [values] @returns {string} */
export function word(name, values = {}) {
  const said = document.getElementById("words")?.dataset[name] ?? "";
  return said.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}
