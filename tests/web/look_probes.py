"""Questions put to an open page; each answers with what is wrong."""

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What can be tapped and is lower than 48 px.
SMALL_TARGETS = """() => [
    ...document.querySelectorAll('a, button, summary, label, input.field__box')]
  .filter(one => !one.matches('.field__label, .skip-link, .visually-hidden'))
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 47.9)
  .map(one => one.outerHTML.slice(0, 120))"""
# Given a size in pixels: what is written smaller.
SMALL_TEXT = """least => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim(), one = walk.currentNode.parentElement;
    if (!text || one.closest('.visually-hidden, .skip-link')) continue;
    if (!one.checkVisibility()) continue;
    if (parseFloat(getComputedStyle(one).fontSize) < least) small.push(text.slice(0, 40));
  }
  return small;
}"""
# What a wall hides below its foot or beyond its edge.
CUT_OFF = """() => [...document.querySelectorAll('.wall__main, .wall__main *, .wall__foot *')]
  .filter(one => !one.closest('svg svg, defs') && !(one instanceof SVGElement))
  .filter(one => { const box = one.getBoundingClientRect();
    const foot = document.querySelector('.wall__foot').getBoundingClientRect();
    const end = one.closest('.wall__foot') ? innerHeight : foot.top + 1;
    return box.bottom > end || box.right > innerWidth; })
  .map(one => one.outerHTML.slice(0, 100))"""
