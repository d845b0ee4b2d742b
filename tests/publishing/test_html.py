"""The web page works without scripts, asks no other host, and shows people's words as words."""

import re
from dataclasses import replace
from itertools import pairwise

from tests.publishing.sample import SAMPLE
from workshop.publishing.html import direction, html_of


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
