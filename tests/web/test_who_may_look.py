"""Who waits at the door reads nothing; links lead nowhere else; keys and words leave no trace."""


import pytest
from flask import Flask
from sqlalchemy.exc import ProgrammingError

from tests.house import TestHouse
from tests.web.doors import Visitor, words_of
from workshop.actions import joining
from workshop.models.seals import key_names, make_key
from workshop.web.leading import destroy_forgotten_keys
from workshop.web.way_back import is_our_path

NOTE = "They asked me what I wanted, and then they waited."


def test_somebody_who_waits_at_the_door_reads_nothing_of_the_room(
    house: TestHouse, visitor: Visitor
) -> None:
    house.go("write")
    note = house.write("Ada", NOTE)
    house.show()
    house.go("draft")
    theme, principle = house.add_theme(), house.add_principle("We ask first and then we wait.")
    house.do(joining.set_entrance, house.sam, entrance="ask")
    visitor.join()
    here = f"/w/{house.workshop}"
    for path in ("all", f"move/{note}", f"theme/{theme}", f"principle/{principle}", "view"):
        answer = visitor.get(f"{here}/{path}")
        assert answer.status_code == 403, path
        assert NOTE not in words_of(answer)
    for path in ("words", "me", "leave", "someone"):
        assert visitor.get(f"{here}/{path}").status_code == 200, path


def test_a_guessed_code_is_not_told_by_the_page_for_three_words(
    house: TestHouse, visitor: Visitor
) -> None:
    for _ in range(10):
        visitor.get("/j/00000000/back")
    for path in (f"/j/{house.code}", f"/j/{house.code}/back"):
        assert visitor.get(path).status_code == 422, path


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "x", ""]
)
def test_a_way_back_that_leads_away_is_not_taken(wanted: str) -> None:
    assert not is_our_path(wanted)


def test_a_way_back_of_our_own_is_taken() -> None:
    assert is_our_path("/desk/1?a=b")


def test_who_leads_destroys_the_keys_of_ballots_that_are_over(
    house: TestHouse, app: Flask
) -> None:
    house.go("draft")
    house.open_ballot(house.add_principle())
    needed = key_names(house.settings.keys_dir)
    make_key(house.settings.keys_dir, "forgotten")
    destroy_forgotten_keys(app.extensions["workshop"])
    assert key_names(house.settings.keys_dir) == needed
    assert len(needed) == 1


def test_what_a_database_could_not_do_is_told_without_the_words(house: TestHouse) -> None:
    with pytest.raises(ProgrammingError) as failed, house.database.engine.connect() as connection:
        connection.exec_driver_sql(*_wrong_statement(house))
    assert "a word" not in str(failed.value)


def _wrong_statement(house: TestHouse) -> tuple[str, object]:
    if house.database.is_postgresql:
        return "SELECT nothing FROM nowhere WHERE a = %(a)s", {"a": "a word"}
    return "SELECT :a, :b", ("a word",)
