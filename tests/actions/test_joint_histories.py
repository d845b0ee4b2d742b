"""How a field's text is kept while many write: for late comers, after a restart, in any letters."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from tests.house import TestHouse
from tests.writers import FIELD, Writer, kept, writers
from workshop.actions import drafting, field_texts
from workshop.domain.joint_text import JointText, seed_of
from workshop.domain.refusals import NotValid
from workshop.domain.text import FIELD_LENGTH
from workshop.models import FieldUpdate, PrincipleField
from workshop.perform import Door
from workshop.projections.joint_texts import news_of

LETTERS = "aé😀ا\u0301\u05b7日\n "


def test_who_comes_late_to_20_kb_after_5000_key_strokes_gets_60_kb_at_most(
    drafting_house: TestHouse,
) -> None:
    house, chance = drafting_house, random.Random(5)
    house.add(PrincipleField(principle_id=house.principle, field=FIELD, text="Ж" * 4000, life=0))
    writers = [Writer(house, house.people[name], house.principle) for name in ("Ada", "Bo", "Cem")]
    places = [chance.randrange(4000) for _ in writers]
    for stroke in range(5000):
        number = stroke % len(writers)
        if not stroke % 40:
            places[number] = chance.randrange(len(str(writers[number])))
        writers[number].write(chance.choice("Жд "), at=places[number])
        places[number] += 1
        if stroke % 25 == number:
            writers[number].send()
            writers[number].receive()
    for one in writers:
        one.send()
    late = Writer(house, house.people["Dee"], house.principle)
    assert len(str(late)) == 9000
    assert late.standing.n > 200
    assert len(house.rows(FieldUpdate)) <= 260
    assert Writer.receive(Writer(house, house.people["Eva"], house.principle)) == 0
    late.standing = late.standing._replace(life=-1, n=-1)
    assert late.receive() <= 60_000


def test_a_history_that_grew_too_large_begins_anew_for_its_field_alone(
    drafting_house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = drafting_house
    for name, few in (("MOST_UPDATES", 5), ("STAY_APART", 2), ("LARGEST_HISTORY", 400)):
        monkeypatch.setattr(field_texts, name, few)
    ada, bo, cem = writers(house, "Ada", "Bo", "Cem")
    people = (house.people[name] for name in ("Dee", "Eva"))
    dee, eva = (Writer(house, one, house.principle, "asking") for one in people)
    dee.write("Elsewhere. ")
    dee.send()
    eva.receive()
    eva.write("Unsent elsewhere.")
    bo.write("Bo waits. ")
    for number in range(40):
        ada.write(f"{number}, ", at=0)
        cem.write(f"c{number}, ")
        for one in (ada, cem):
            one.keep_up()
    rows = house.rows(FieldUpdate, FieldUpdate.field == FIELD)
    assert sum(len(row.change) for row in rows) < 2000
    assert ada.standing.life > 2
    eva.send()
    dee.receive()
    assert (str(dee), dee.standing.life) == ("Elsewhere. Unsent elsewhere.", 0)
    for one in (bo, ada, cem):
        one.keep_up()
    assert str(ada) == str(bo) == str(cem)
    assert "Bo waits." in kept(house)
    counted = [f"{number}," for number in range(40)]
    assert [one for one in str(bo).split() if one in counted] == counted[::-1]
    assert [one for one in str(bo).split() if one[0] == "c"] == [f"c{one}" for one in counted]


def test_a_statement_that_is_written_anew_stays_empty_when_its_history_begins_anew(
    drafting_house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = drafting_house
    for name, few in (("MOST_UPDATES", 5), ("STAY_APART", 2), ("LARGEST_HISTORY", 10)):
        monkeypatch.setattr(field_texts, name, few)
    ada = Writer(house, house.people["Ada"], house.principle, "statement")
    for _ in range(4):
        ada.write("We wait.")
        ada.keep_up()
        ada.delete(0, len(str(ada)))
        ada.keep_up()
    assert ada.standing.life
    assert str(Writer(house, house.people["Bo"], house.principle, "statement")) == ""
    assert kept(house, "statement") == "We wait."


def test_random_writers_cut_off_and_a_server_that_starts_anew_end_with_one_text(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    for seed in range(6):
        chance = random.Random(seed)
        principle = house.add_principle(f"We try {seed}.")
        names = chance.sample(["Ada", "Bo", "Cem", "Dee", "Eva"], chance.randint(2, 5))
        writers = [Writer(house, house.people[name], principle) for name in names]
        for _ in range(60):
            _act(chance, chance.choice(writers))
            if not chance.randrange(20):
                house.door = Door(house.database, house._publish, house.clock, house.settings)
        for one in writers:
            one.send()
        for one in writers:
            one.receive()
        assert len({str(one) for one in writers}) == 1, f"seed {seed}"
        kept = house.row(PrincipleField, (principle, FIELD)).text
        assert kept == drafting.clean_text(str(writers[0]), longest=FIELD_LENGTH, may_be_empty=True)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_comes_before_what_it_builds_on_is_refused_or_kept(seed: int) -> None:
    chance, docs, updates = random.Random(seed), [Doc(), Doc(), Doc()], []
    for _ in range(30):
        doc, other = chance.sample(docs, 2)
        doc.apply_update(other.get_update(doc.get_state()))
        before, text = doc.get_state(), doc.get("text", type=Text)
        length = len(str(text))
        if length > 4 and chance.randrange(2):
            at = chance.randrange(length - 3)
            del text[at : at + 3]
        else:
            text.insert(chance.randint(0, length), "abc")
        updates.append(doc.get_update(before))
    chance.shuffle(updates)
    joint, whole, waiting = JointText(), Doc(), updates
    while waiting:
        refused = []
        for update in waiting:
            stood = joint.state()
            try:
                joint.take(update)
            except NotValid:
                refused.append(update)
                joint = JointText([stood])
            else:
                whole.apply_update(update)
                joint = JointText([joint.state()])
            assert str(joint) == str(whole.get("text", type=Text))
        assert len(refused) < len(waiting), "what it builds on has come"
        waiting = refused


def test_what_is_told_at_once_leads_from_one_standing_to_the_next(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    (ada,) = writers(house, "Ada")
    told = {FIELD: ada.standing}
    for words in ("One. ", "Two. "):
        ada.write(words)
        ada.send()
    with house.database.reading() as session:
        (news,) = (one for one in news_of(session, house.principle, told) if one["field"] == FIELD)
    assert (news["after"], news["n"], news["life"]) == (0, 2, 0)
    house.do(drafting.freeze, house.sam, principle=house.principle)
    with house.database.reading() as session:
        (news,) = (one for one in news_of(session, house.principle, told) if one["field"] == FIELD)
    assert (news["life"], news["update"]) == (1, "")


@given(st.lists(st.tuples(st.integers(0, 30), st.text(LETTERS, max_size=4)), max_size=12))
def test_letters_of_any_length_in_bytes_stand_where_they_were_put(
    typed: list[tuple[int, str]],
) -> None:
    joint, plain = JointText(), ""
    doc: Doc[Text] = Doc()
    text = doc.get("text", type=Text)
    for at, words in typed:
        at = min(at, len(plain))
        text.insert(len(plain[:at].encode()), words)
        plain = plain[:at] + words + plain[at:]
    joint.add(doc.get_update())
    assert str(joint) == plain


@given(st.text(LETTERS, max_size=30))
def test_a_text_begins_with_the_same_bytes_everywhere(text: str) -> None:
    assert seed_of(text) == seed_of(text)
    assert str(JointText([seed_of(text)])) == text


def _act(chance: random.Random, one: Writer) -> None:
    length = len(str(one))
    kind = chance.randrange(6)
    if kind < 2:
        one.write(chance.choice(LETTERS) * chance.randint(1, 3), at=chance.randint(0, length))
    elif kind == 2 and length:
        start = chance.randrange(length)
        one.delete(start, min(length, start + 3))
    elif kind == 3:
        one.receive()
    else:
        one.send(is_heard=bool(chance.randrange(4)))
