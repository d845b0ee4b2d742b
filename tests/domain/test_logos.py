"""A logo is a whole PNG of bearable size; nothing hides in it, and nothing unpacks without end."""

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.domain.logos import (
    DAMAGED,
    NO_PNG,
    SIGNATURE,
    TOO_LARGE,
    TOO_MANY,
    UNUSUAL,
    is_logo,
    read_logo,
    size_of,
)
from workshop.domain.refusals import NotValid

Chunk = tuple[bytes, bytes]


def head(width: int = 5, height: int = 3, depth: int = 8, colour: int = 2, interlace: int = 0
         ) -> Chunk:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)


def png(*chunks: Chunk) -> bytes:
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks)


def pixels(count: int) -> Chunk:
    return b"IDAT", zlib.compress(bytes(count))


END = (b"IEND", b"")
PLAIN = png(head(), pixels(3 * 16), END)


def refused(content: bytes) -> str:
    with pytest.raises(NotValid) as refusal:
        read_logo(content)
    assert refusal.value.field == "logo"
    return refusal.value.sentence


def test_a_plain_png_is_taken_as_it_is() -> None:
    assert read_logo(PLAIN) == PLAIN
    assert size_of(PLAIN) == (5, 3)


@pytest.mark.parametrize(("colour", "depth", "row"), [(0, 1, 2), (0, 16, 11), (2, 16, 31),
                                                      (4, 8, 11), (6, 16, 41)])
def test_every_kind_of_png_is_taken(colour: int, depth: int, row: int) -> None:
    assert is_logo(png(head(colour=colour, depth=depth), pixels(3 * row), END))


def test_a_png_with_a_palette_needs_the_palette() -> None:
    told, drawn = head(colour=3, depth=4), pixels(3 * 4)
    assert is_logo(png(told, (b"PLTE", bytes(6)), drawn, END))
    assert refused(png(told, drawn, END)) == DAMAGED


def test_an_interlaced_png_is_counted_pass_by_pass() -> None:
    # 5 x 3 pixels in six passes (the third has none): how wide and how high each is.
    rows = [(1, 1), (1, 1), (1, 1), (3, 1), (2, 2), (5, 1)]
    whole = sum((3 * wide + 1) * high for wide, high in rows)
    assert is_logo(png(head(interlace=1), pixels(whole), END))
    assert refused(png(head(interlace=1), pixels(whole - 1), END)) == DAMAGED


def test_what_is_never_seen_is_left_out() -> None:
    chunks = (head(), (b"tEXt", b"Author\0Maya"), (b"eXIf", b"where it was taken"),
              (b"iCCP", b"x\0\0" + zlib.compress(bytes(9_000_000))), pixels(3 * 16), END)
    assert read_logo(png(*chunks) + b"<script>behind</script>") == PLAIN


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0 JFIF", b"<svg/>", b"%PDF"])
def test_what_is_no_png_is_refused_by_that_name(content: bytes) -> None:
    assert refused(content) == NO_PNG


def test_a_file_over_a_megabyte_is_not_even_looked_at() -> None:
    assert refused(SIGNATURE + bytes(1_000_000)) == TOO_LARGE


def test_too_many_pixels_are_refused_by_the_head_alone() -> None:
    for width, height in ((2001, 1), (1, 2001), (2**31, 2**31)):
        assert refused(png(head(width, height), (b"IDAT", b"not even packed"), END)) == TOO_MANY


def test_what_unpacks_to_more_than_its_head_says_is_refused() -> None:
    bomb = png(head(), pixels(200_000_000), END)
    assert len(bomb) < 1_000_000
    assert refused(bomb) == DAMAGED


@pytest.mark.parametrize("content", [
    PLAIN[:-1], PLAIN[:40], PLAIN[:-20] + b"\0" * 20, png(pixels(48), head(), END),
    png(head(), END), png(head(), pixels(47), END), png(head(0, 3), pixels(0), END),
    png(head(), (b"IDAT", zlib.compress(b"\x09" * 48)), END), png((b"IHDR", b"short"), END),
])  # fmt: skip
def test_a_damaged_png_is_refused(content: bytes) -> None:
    assert refused(content) == DAMAGED


def test_kinds_that_png_does_not_know_are_refused() -> None:
    assert refused(png(head(depth=3), pixels(48), END)) == UNUSUAL
    assert refused(png(head(colour=5), pixels(48), END)) == UNUSUAL
    assert refused(png(head(interlace=2), pixels(48), END)) == UNUSUAL


@settings(max_examples=300)
@given(st.binary(max_size=80), st.integers(0, len(PLAIN)), st.integers(0, 8))
def test_no_bytes_at_all_do_anything_but_pass_or_be_refused(
    junk: bytes, place: int, less: int
) -> None:
    assert is_logo(PLAIN[:place] + junk + PLAIN[place + less :]) in (True, False)
