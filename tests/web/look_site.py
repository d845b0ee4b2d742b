"""A made-up site in a browser: every specimen page, its sheet, letters and icon, and no server."""

from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from playwright.sync_api import Browser, Page, Route, ViewportSize

from workshop.domain.sentences import Sentence
from workshop.publishing.wording import sentence_words
from workshop.web.stylesheets import sheets_from

ROOT = Path(__file__).parents[2]
LOOK = Path(__file__).parent / "look"
ADDRESS = "http://look.test"
SPECIMENS = sorted(path.stem for path in LOOK.glob("[!_]*.html"))
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"


def environment() -> Environment:
    """Jinja as the product has it: escaping on, sentences marked, assets by address."""
    here = PrefixLoader({"look": FileSystemLoader(LOOK)})
    loader = ChoiceLoader([FileSystemLoader(ROOT / "templates"), here])
    made = Environment(loader=loader, autoescape=True, extensions=["jinja2.ext.i18n"])
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(asset=lambda path: f"/static/r1/{path}", csrf_token=lambda: "sample")
    made.globals["say"] = _say
    made.globals["said_counts"] = Sentence("16 Yes (3 of them Yes if), 1 No, 1 passed")
    return made


def _say(one: Sentence) -> str:
    return sentence_words(one, lambda text, /, **values: text.format(**values))


def open_site(browser: Browser, width: int, height: int) -> Page:
    """A page of that size on which every address of the made-up site answers."""
    size: ViewportSize = {"width": width, "height": height}
    page = browser.new_page(viewport=size, reduced_motion="reduce")
    jinja = environment()
    sheets = sheets_from(ROOT / "static/css")
    page.route("**/*", lambda route: _answer(route, jinja, sheets))
    return page


def _answer(route: Route, jinja: Environment, sheets: dict[str, str]) -> None:
    path = route.request.url.removeprefix(ADDRESS).lstrip("/")
    asset = path.removeprefix("static/r1/")
    if asset in sheets:
        route.fulfill(body=sheets[asset], content_type="text/css")
    elif asset.startswith("js/"):
        route.fulfill(body="", content_type="text/javascript")
    elif asset != path:
        route.fulfill(path=ROOT / "static" / asset)
    else:
        html = jinja.get_template(f"look/{path}.html").render()
        route.fulfill(body=html, content_type="text/html", headers={"content-security-policy": CSP})
