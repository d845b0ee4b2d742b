"""Files of a workshop that somebody has tampered with."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

NASTY: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 7, 2**31, 2**53, 2**64, -(2**63), 10**40, 0.5, 1e308,
    float("nan"), float("inf"), "", " ", "\n", "\0", "\ud800", "a\u202eb", "\u0301" * 5000,
    "x" * 10_001, "y" * 150_000, "n1", "n999", "p1", "p2", "p999", "v1", "v9", "t1", "s1", "a1",
    "consent", "pulse", "dots", "statement", "closed", "joined", "on_hold", "counts", [], {}, [[]],
    {"a": {"b": {}}}, [0, 0], [5, 1], [0] * 3000, "<script>alert(1)</script>", "{{ 7*7 }}",
    "{0.__class__}", "%(x)s", "2026-03-02T09:00:00Z", "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00", "2026-03-02", "workshop-guidance/2", "workshop-archive/0",
    "workshop-guidance/9", "javascript:alert(1)", "\u05e9\u05dc\u05d5\u05dd", "\U0001f600",
)  # fmt: skip
NAMES = ("name", "text", "state", "participant_id", "votes", "author", "x" * 300, "", "\0", "id")
LARGEST = 5_000_000
KINDS = (
    "drop", "double", "value", "value", "value", "elsewhere", "elsewhere", "unknown", "rename",
    "nest", "many", "order",
)  # fmt: skip
BYTES = ("flip", "cut", "insert", "twice", "nan")
Spot = tuple[Any, Any]


def tampered(content: bytes, seed: int) -> bytes:
    """The file with one to three changes, always the same for a seed."""
    chance = random.Random(seed)
    if chance.random() < 0.15:
        return _torn(content, chance)
    raw = json.loads(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        _tamper(raw, chance)
    return json.dumps(raw).encode()


HEAD, SIZE = b'{"format": "workshop-archive/1", "themes": ', 19_900_000
GIANTS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a list that does not end": lambda: HEAD + b"[" * SIZE,
    "objects that do not end": lambda: HEAD + b'{"a":' * (SIZE // 5),
    "many lists": lambda: HEAD + b"[" + b"[]," * (SIZE // 3),
    "many objects": lambda: HEAD + b"[" + b'{"a":1},' * (SIZE // 8),
    "many names": lambda: HEAD + b"{" + b",".join(b'"%d":0' % n for n in range(1_500_000)) + b"}}",
    "as many parts as may be": lambda: HEAD + b"[" + b",".join([b"[{}]"] * 82_000) + b"]}",
    "one long text": lambda: HEAD + b'"' + b"x" * SIZE + b'"}',
    "long texts": lambda: HEAD + b"[" + b",".join([b'"%b"' % (b"x" * 40_000)] * 490) + b"]}",
    "long texts of marks": lambda: HEAD + b"[" + b",".join(
        [b'"%b"' % ("\u0301" * 20_000).encode()] * 490) + b"]}",
    "long texts of some marks": lambda: HEAD + b"[" + b",".join(
        [b'"%b"' % (("a" + "\u0301\u0316" * 14) * 650).encode()] * 490) + b"]}",
    "a text of marks": lambda: HEAD + b'"' + "\u0301".encode() * (SIZE // 2) + b'"}',
    "a text of line ends": lambda: HEAD + b'"' + b"\\n" * (SIZE // 2) + b'"}',
    "a text that does not end": lambda: HEAD + b'"' + b'\\"' * (SIZE // 2),
    "many quotes": lambda: HEAD + b'"' * SIZE,
    "a long number": lambda: HEAD + b"9" * SIZE,
    "many numbers": lambda: HEAD + b"[" + b"1," * (SIZE // 2),
    "spaces": lambda: HEAD + b" " * SIZE,
    "no letters": lambda: b"\xff" * SIZE,
    "too large": lambda: b" " * 20_000_001,
}  # fmt: skip
"""Files that want to be large in memory, deep, or slow."""


def _torn(content: bytes, chance: random.Random) -> bytes:
    place, kind = chance.randrange(len(content)), chance.choice(BYTES)
    if kind == "flip":
        flipped = bytearray(content)
        for _ in range(chance.choice((1, 3, 20))):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    if kind == "cut":
        return content[:place]
    if kind == "twice":
        return content.replace(b'"title":', b'"title": "Twice", "title":', 3)
    put = {"insert": chance.randbytes(8), "nan": b"NaN"}[kind]
    return content[:place] + put + content[place + 3 * (kind == "nan") :]


def _tamper(raw: Any, chance: random.Random) -> None:
    spots = list(_spots(raw))
    if not spots:
        return
    place, key = chance.choice(spots)
    kind = chance.choice(KINDS)
    if kind == "drop":
        del place[key]
    elif kind == "double" and isinstance(place, list):
        place.insert(key, copy.deepcopy(place[key]))
    elif kind == "elsewhere":
        other, there = chance.choice(spots)
        place[key] = copy.deepcopy(other[there])
    elif kind == "unknown" and isinstance(place, dict):
        place[chance.choice(NAMES)] = chance.choice(NASTY)
    elif kind == "rename" and isinstance(place, dict):
        place[chance.choice((*NAMES, *place))] = place.pop(key)
    elif kind == "nest":
        _nest(place, key, chance.choice((1, 30, 200)))
    elif kind == "many":
        most = max(2, LARGEST // len(json.dumps(place[key])))
        many = min(most, chance.choice((2, 700, 5000)))
        place[key] = [copy.deepcopy(place[key]) for _ in range(many)]
    elif kind == "order" and isinstance(place, list):
        chance.shuffle(place)
    else:
        place[key] = chance.choice(NASTY)


def _nest(place: Any, key: Any, depth: int) -> None:
    for turn in range(depth):
        place[key] = [place[key]] if turn % 2 else {"guidance": place[key]}


def _spots(raw: Any) -> Iterator[Spot]:
    """Every place of a file: what holds it, and by which name or number."""
    keys = raw if isinstance(raw, dict) else range(len(raw)) if isinstance(raw, list) else ()
    for key in keys:
        yield raw, key
        yield from _spots(raw[key])
