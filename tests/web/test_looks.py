"""People choose how pages look; the choice stays on their browser."""

from tests.house import TestHouse
from tests.web.doors import Visitor
from workshop.actions import agenda


def test_a_choice_of_looks_holds_on_every_page(visitor: Visitor) -> None:
    visitor.get("/looks?back=/join")
    answer = visitor.post("/looks", {"back": "/join", "theme": "dark", "text_size": "largest"})
    assert answer.headers["Location"] == "/join"
    page = visitor.get("/join").text
    assert 'data-theme="dark"' in page
    assert 'data-text="largest"' in page
    visitor.get("/looks")
    visitor.post("/looks", {"back": "/join", "theme": "", "text_size": ""})
    assert "data-theme" not in visitor.get("/join").text


def test_the_way_back_never_leads_to_another_site(visitor: Visitor) -> None:
    visitor.get("/looks")
    for elsewhere in ("https://example.org/", "//example.org", "/\\example.org"):
        assert visitor.post("/looks", {"back": elsewhere}).headers["Location"] == "/"


def test_how_we_are_together_can_be_changed(house: TestHouse, visitor: Visitor) -> None:
    house.do(agenda.save_ways, house.sam, text="We take turns.\nWe may pass.")
    visitor.join()
    page = visitor.get(f"/w/{house.workshop}").text
    assert "<li>We take turns.</li>" in page
    assert "<li>We may pass.</li>" in page
