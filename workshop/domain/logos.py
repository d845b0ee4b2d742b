"""A logo that somebody uploads: a whole PNG of bearable size, and nothing hidden behind it."""

import struct
import zlib
from collections.abc import Iterator

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

LARGEST = 1_000_000
"""Bytes of the file."""
LONGEST_SIDE = 2000
"""Pixels."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
          (0, 1, 1, 2))
SEEN = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"IDAT", b"IEND")
"""The parts that are kept: others can hold names, places, or something packed very small."""
TOO_LARGE = N_("This file is larger than 1 MB. Please choose a smaller one.")
NO_PNG = N_("This file is no PNG picture. Please save your logo as PNG and choose that file.")
TOO_MANY = N_("This picture has too many pixels. At most 2000 across and 2000 down are taken.")
DAMAGED = N_("This PNG file is damaged. Please save your logo anew and choose that file.")
UNUSUAL = N_("This PNG file is of an unusual kind. Please save your logo anew as a plain PNG.")


def read_logo(content: bytes) -> bytes:
    """The PNG with the parts that are seen, and no others. Refuses what is no whole PNG.

    The size in its head is looked at first, and no more is unpacked than that size needs.
    """
    if len(content) > LARGEST:
        raise _refused(TOO_LARGE)
    if not content.startswith(SIGNATURE):
        raise _refused(NO_PNG)
    chunks = list(_chunks(content))
    if [kind for kind, _ in chunks[:1]] != [b"IHDR"] or chunks[-1][0] != b"IEND":
        raise _refused(DAMAGED)
    passes = _passes(chunks[0][1])
    if chunks[0][1][9] == 3 and not any(kind == b"PLTE" for kind, _ in chunks):
        raise _refused(DAMAGED)
    _require_pixels(b"".join(body for kind, body in chunks if kind == b"IDAT"), passes)
    kept = (_chunk(kind, body) for kind, body in chunks if kind in SEEN)
    return SIGNATURE + b"".join(kept)


def is_logo(content: bytes) -> bool:
    """Say whether `read_logo` would take it."""
    try:
        return bool(read_logo(content))
    except NotValid:
        return False


def size_of(logo: bytes) -> tuple[int, int]:
    """Pixels across and down of a PNG that read_logo gave."""
    width, height = struct.unpack_from(">II", logo, 16)
    return width, height


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG up to its end; refuses one that is cut off or whose sum is wrong."""
    place = len(SIGNATURE)
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        end = place + 8 + length
        if len(content) < end + 4:
            break
        if struct.unpack_from(">I", content, end)[0] != zlib.crc32(kind + body):
            break
        yield kind, body
        if kind == b"IEND":
            return
        place = end + 4
    raise _refused(DAMAGED)


def _passes(head: bytes) -> list[tuple[int, int]]:
    """(bytes in a row, rows) of the picture, or of its seven parts when it is interlaced."""
    if len(head) != 13:
        raise _refused(DAMAGED)
    width, height, depth, colour, packing, filtering, interlace = struct.unpack(">IIBBBBB", head)
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise _refused(TOO_MANY if width and height else DAMAGED)
    if depth not in DEPTHS.get(colour, ()) or packing or filtering or interlace > 1:
        raise _refused(UNUSUAL)
    bits = depth * CHANNELS[colour]
    parts = PASSES if interlace else ((0, 0, 1, 1),)
    sizes = [(-(-(width - x) // across), -(-(height - y) // down))
             for x, y, across, down in parts]
    return [((bits * wide + 7) // 8 + 1, high) for wide, high in sizes if wide > 0 and high > 0]


def _require_pixels(packed: bytes, passes: list[tuple[int, int]]) -> None:
    needed = sum(row * rows for row, rows in passes)
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(packed, needed + 1)
    except zlib.error as error:
        raise _refused(DAMAGED) from error
    if len(pixels) != needed:
        raise _refused(DAMAGED)
    place = 0
    for row, rows in passes:
        if max(pixels[place : place + row * rows : row]) > 4:
            raise _refused(DAMAGED)
        place += row * rows


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _refused(sentence: str) -> NotValid:
    return NotValid(sentence, field="logo")
