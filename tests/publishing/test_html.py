"""The web page works without scripts, asks no other host, and shows people's words as words."""

import gzip
import re
from dataclasses import replace
from html import escape
from itertools import pairwise

import pytest

from tests.publishing.sample import CHANGED, SAMPLE
from workshop.publishing.document import Look, SectionText
from workshop.publishing.html import direction, html_of
from workshop.publishing.lineage import OriginText
from workshop.publishing.places import STATIC
from workshop.web.stylesheets import sheet_for


def linked(path: str) -> str:
    return f"/static/7/{path}"


def test_the_page_has_neither_scripts_nor_inline_style() -> None:
    page = html_of(SAMPLE, asset=linked)
    assert not re.search(r"<script|<style| style=| on\w+=|javascript:", page)
    assert '<link rel="stylesheet" href="/static/7/css/public.css">' in page


def test_a_page_that_stands_alone_asks_nobody_for_anything() -> None:
    page = html_of(SAMPLE)
    assert re.findall(r'(?:src|href)="(?!data:|#|mailto:)([^"]*)"', page) == []
    assert "<script" not in page


def test_every_principle_has_its_own_place_and_a_way_to_it() -> None:
    page = html_of(SAMPLE, asset=linked)
    for principle in SAMPLE.principles:
        assert page.count(f'id="{principle.anchor}"') == 1
        assert f'<a href="#{principle.anchor}">' in page


def test_no_place_has_the_name_of_another() -> None:
    names = re.findall(r' id="([^"]+)"', html_of(SAMPLE, asset=linked))
    assert len(names) == len(set(names))


def test_headings_go_down_without_a_gap() -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", html_of(SAMPLE, asset=linked))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_people_typed_is_never_markup() -> None:
    typed = '"><img src=x onerror=alert(1)><b>'
    first = replace(SAMPLE.principles[0], statement=typed, verdict=typed, values=(typed,))
    page = html_of(replace(SAMPLE, title=typed, principles=(first,)), asset=linked)
    assert "<img" not in page
    assert "<b>" not in page


def test_a_group_shown_by_its_verdict_alone_has_words_and_no_bar() -> None:
    second = html_of(SAMPLE, asset=linked).split('id="p2"')[1].split('id="p3"')[0]
    assert second.count("bar__track") == 2
    assert second.count("bar__voice") == 3
    assert "Agreed. Not shown: fewer than 10 people" in second


def test_the_other_formats_are_offered_where_they_have_addresses() -> None:
    page = html_of(SAMPLE, asset=linked, files=(("Word, to edit", "/e/2.docx"),))
    assert '<a href="/e/2.docx">Word, to edit</a>' in page


def test_the_page_says_its_language_and_direction() -> None:
    page = html_of(replace(SAMPLE, language="ur"), asset=linked)
    assert '<html lang="ur" dir="rtl"' in page
    assert direction("en-GB") == "ltr"


def test_each_principle_has_a_link_to_itself_that_is_seen_on_focus() -> None:
    page = html_of(SAMPLE, asset=linked)
    for principle in SAMPLE.principles:
        here = f'<a class="to-place" href="#{principle.anchor}">Link to this principle</a>'
        assert page.count(here) == 1
    css = (STATIC / "css" / "parts" / "edition.css").read_text()
    assert re.search(r"\.to-place:focus[^{]*\{ opacity: 1", css)


def test_a_notice_changes_ticks_and_the_logo_are_on_the_page() -> None:
    page = html_of(CHANGED, asset=linked, logo="/o/tern/k/2/logo.png")
    assert f'<p class="notice">{CHANGED.notice}</p>' in page
    assert ('<del><span class="visually-hidden">(taken out: </span>were'
            '<span class="visually-hidden">)</span></del>') in page
    assert ('<ins><span class="visually-hidden">(put in: </span>are'
            '<span class="visually-hidden">)</span></ins>') in page
    assert '<ul class="boxes">\n<li>I asked.</li>' in page
    assert '<img src="/o/tern/k/2/logo.png" alt="Tern House" width="204" height="68">' in page
    assert '<link rel="stylesheet" href="/look/0047a2.css">' in page


def test_a_page_that_stands_alone_carries_the_look_too() -> None:
    page = html_of(CHANGED)
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="Tern House"', page)
    assert page.count('<link rel="stylesheet" href="data:text/css') == 2


def test_what_is_no_logo_or_no_colour_is_not_shown() -> None:
    odd = Look(b"\x89PNG\r\n\x1a\n and then something else", "Tern", '#123456"><script>')
    page = html_of(replace(SAMPLE, look=odd))
    assert "<img" not in page
    assert "<script" not in page


def test_long_contents_wait_until_they_are_opened() -> None:
    many = tuple(replace(SAMPLE.principles[0], number=n, anchor=f"p{n}") for n in range(1, 21))
    page = html_of(replace(SAMPLE, principles=many), asset=linked)
    assert '<summary class="more__summary">All 20 principles</summary>' in page
    assert "<details" in page.partition('class="edition__contents"')[2].partition("</nav>")[0]
    assert "<details class=\"more\" open" not in page


def test_the_page_is_light_on_data() -> None:
    """What a phone gets for four principles: words and pictures, no script."""
    page = gzip.compress(html_of(SAMPLE, asset=linked).encode(), 9)
    sheet = gzip.compress(sheet_for("public", STATIC / "css").encode(), 9)
    assert len(page) < 14_000
    assert len(sheet) < 10_000


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a b", " x"]
)
def test_an_address_that_is_none_of_the_web_is_words_and_no_link(address: str) -> None:
    origin = OriginText("Other", "House", 1, address, ())
    sections = (SectionText("origin", "origin", "Where it began"),)
    page = html_of(replace(SAMPLE, newer=address, origin=origin, sections=sections), asset=linked)
    assert f'href="{escape(address)}"' not in page
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', page))


def test_an_address_of_the_web_is_a_link() -> None:
    page = html_of(replace(SAMPLE, newer="https://tern.example/o/a/b/3"), asset=linked)
    assert 'href="https://tern.example/o/a/b/3"' in page
