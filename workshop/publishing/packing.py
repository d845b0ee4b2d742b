"""Many files in one ZIP, with their SHA-256 sums; one that cannot be made is named instead."""

import hashlib
import io
import logging
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from workshop.domain.refusals import Refusal
from workshop.domain.words import N_
from workshop.publishing.wording import Say

log = logging.getLogger("workshop.publishing")
FIXED_DAY = (1980, 1, 1, 0, 0, 0)
PACKED = (".docx", ".pdf", ".png")
"""What is compressed already."""
FOR_ALL = 0o644 << 16
SUMS, MISSING = "SHA256SUMS", "MISSING.txt"
NOT_ALL = N_("These files could not be made. All the others are here.")
OUR_FAULT = N_("Something went wrong here.")

Tell = Callable[[int, int], None]
Make = Callable[[], bytes]


@dataclass(frozen=True)
class Piece:
    """A file in the ZIP by its name there, and what makes it; a heavy one takes much memory."""

    name: str
    make: Make
    is_heavy: bool = False


def no_one(_done: int, _steps: int) -> None:
    """Tell nobody how far it has come."""


def here(make: Make) -> bytes:
    """Make it in this process."""
    return make()


def packed(
    pieces: Iterable[Piece], say: Say, tell: Tell = no_one, apart: Callable[[Make], bytes] = here
) -> bytes:
    """The ZIP, the same bytes for the same files. `sha256sum -c SHA256SUMS` looks them over.

    `tell` hears how many heavy pieces are done, and of how many steps; `apart` makes these pieces.
    What is refused, or fails, is left out; MISSING.txt says which and why.
    """
    # Typst has threads of its own where it has worked, and no copy of such a process has them: the
    # heavy pieces, which may be made in copies, come before all that is made here.
    every = sorted(pieces, key=lambda piece: not piece.is_heavy)
    steps = sum(piece.is_heavy for piece in every) + 1
    whole, sums, missing = io.BytesIO(), list[str](), list[str]()
    with zipfile.ZipFile(whole, "w") as archive:
        for done, piece in enumerate(every):
            if done < steps:
                tell(done, steps)
            try:
                content = apart(piece.make) if piece.is_heavy else piece.make()
            except Exception as error:
                missing.append(f"{piece.name}: {_reason(error, say)}")
            else:
                _add(archive, sums, piece.name, content)
        if missing:
            text = "\n".join((say(NOT_ALL), "", *missing, ""))
            _add(archive, sums, MISSING, text.encode())
        _add(archive, [], SUMS, "".join(sums).encode())
    return whole.getvalue()


def _add(archive: zipfile.ZipFile, sums: list[str], name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIXED_DAY)
    entry.external_attr, entry.create_system = FOR_ALL, 3
    is_packed = PurePosixPath(name).suffix in PACKED
    how = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, how)
    sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")


def _reason(error: Exception, say: Say) -> str:
    """The sentence of a refusal; of a mishap only that it was one, its kind goes to the log."""
    if isinstance(error, Refusal):
        return say(error.sentence, **error.values)
    log.error("A file could not be made: %s", type(error).__name__)
    return say(OUR_FAULT)
