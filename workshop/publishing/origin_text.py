"""What an edition says of the guidance that it was begun from: kept, changed, left."""

from collections.abc import Mapping
from typing import Any, Literal

from workshop.domain.differences import differences
from workshop.domain.words import N_
from workshop.publishing.document import PrincipleText
from workshop.publishing.lineage import ChangedText, FromOrigin, OriginText
from workshop.publishing.wording import say_with

View = Mapping[str, Any]
Texts = dict[str, tuple[str, str]]
"""Each field's label and text, by its key."""
SAY = say_with(str)
STATEMENT = N_("What we agree")
BEGUN_FROM = N_("Begun from “{title}” of {organisation}, principle {number}.")
BEGUN_FROM_EDITION = N_(
    "Begun from “{title}” of {organisation}, edition {edition}, principle {number}."
)


def begun_from(document: View) -> dict[int, str]:
    """The sentence for each principle that was begun from one of the origin, by its number here."""
    origin = document.get("origin")
    if origin is None:
        return {}
    return {
        one["here"]: _begun_from(origin, one["number"])
        for one in origin["principles"]
        if one["here"] is not None
    }


def origin_text(document: View, principles: tuple[PrincipleText, ...]) -> OriginText | None:
    """What became of each principle of the origin, in its order there.

    One is kept only if its statement and every field are the same, word for word, in the revision
    that was voted on. Left is what was never brought in, and what was not voted on.
    """
    origin = document.get("origin")
    if origin is None:
        return None
    here = {one.number: one for one in principles}
    return OriginText(
        title=origin["title"],
        organisation=origin["organisation"],
        edition_number=origin["edition_number"],
        address=origin["address"],
        principles=tuple(
            _became(one, here.get(one["here"] or 0)) for one in origin["principles"]
        ),
        is_withdrawn=origin["is_withdrawn"],
    )


def _begun_from(origin: View, number: int) -> str:
    sentence = BEGUN_FROM if origin["edition_number"] is None else BEGUN_FROM_EDITION
    return SAY(
        sentence, title=origin["title"], organisation=origin["organisation"],
        edition=origin["edition_number"], number=number,
    )  # fmt: skip


def _became(there: View, here: PrincipleText | None) -> FromOrigin:
    if here is None:
        return FromOrigin(there["anchor"], there["statement"], "left")
    texts = _changed(_texts_there(there), _texts_here(here))
    became: Literal["kept", "changed"] = "changed" if texts else "kept"
    return FromOrigin(there["anchor"], there["statement"], became, here.number, texts)


def _changed(there: Texts, here: Texts) -> tuple[ChangedText, ...]:
    """The texts that are not the same, in the order here; those that have no place here last."""
    nothing = ("", "")
    return tuple(
        ChangedText(here.get(key, there.get(key, nothing))[0], differences(old, new))
        for key in {**here, **there}
        if (old := there.get(key, nothing)[1]) != (new := here.get(key, nothing)[1])
    )


def _texts_there(one: View) -> Texts:
    fields = {field["key"]: (field["label"], field["text"]) for field in one["fields"]}
    return {"statement": (SAY(STATEMENT), one["statement"]), **fields}


def _texts_here(one: PrincipleText) -> Texts:
    fields = {field.key: (field.label, field.text) for field in one.fields}
    return {"statement": (SAY(STATEMENT), one.statement), **fields}
