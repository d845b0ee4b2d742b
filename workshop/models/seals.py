"""Sealed papers: one random key for each ballot, in a folder of its own outside the database."""

import errno
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_
from workshop.models.durable import sync

NAME_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
NONCE_BYTES = 12
LENGTH_BYTES = 4
ROOM = 16_384
"""Bytes for all answers and reasons of a paper: every paper of every ballot has this length."""


class KeyMissing(Exception):
    """The key of a ballot is gone or torn: the ballot is void, and voted again."""


class SealBroken(Exception):
    """A sealed paper was changed, cut, or belongs to another person or ballot."""


def make_key(folder: Path, name: str) -> bytes:
    """Make a ballot's key, durable before this returns; a name that is taken is an error."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    key = AESGCM.generate_key(bit_length=256)
    draft = folder / f".{secrets.token_hex(8)}"
    try:
        _write_durably(draft, key)
        os.link(draft, _path(folder, name))
    finally:
        draft.unlink(missing_ok=True)
    sync(folder)
    return key


def key_for(folder: Path, name: str) -> bytes:
    """Return a ballot's key, or raise KeyMissing."""
    try:
        key = _path(folder, name).read_bytes()
    except FileNotFoundError:
        raise KeyMissing(name) from None
    if len(key) != 32:
        raise KeyMissing(name)
    return key


def destroy_key(folder: Path, name: str) -> None:
    """Overwrite and remove a ballot's key, durably; once it is gone this does nothing."""
    path = _path(folder, name)
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(bytes(32))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync(folder)


def key_names(folder: Path) -> set[str]:
    """Return the names of all keys there are, so that a start can destroy forgotten ones."""
    return {path.stem for path in folder.glob("*.key")}


def seal(key: bytes, paper: bytes, *, owner: str) -> bytes:
    """Encrypt a paper (JSON) at the one length that all papers have.

    `owner` names the ballot and the person, so that a seal opens in its own row only.
    Refuses papers that do not fit.
    """
    if len(paper) > ROOM:
        raise NotValid(
            N_("All your reasons together are too long. Please make one of them shorter."),
            field="reason",
        )
    padded = len(paper).to_bytes(LENGTH_BYTES) + paper.ljust(ROOM, b"\0")
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, padded, owner.encode())


def open_seal(key: bytes, sealed: bytes, *, owner: str) -> bytes:
    """Return the paper that `seal` was given, or raise SealBroken."""
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        padded = AESGCM(key).decrypt(nonce, rest, owner.encode())
    except (InvalidTag, ValueError):
        raise SealBroken(owner) from None
    length = int.from_bytes(padded[:LENGTH_BYTES])
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]


def _path(folder: Path, name: str) -> Path:
    if not name or not NAME_LETTERS.issuperset(name):
        raise ValueError("a key's name has letters, digits, _ and - only")
    return folder / f"{name}.key"


def _write_durably(path: Path, content: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        if os.write(file, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file)
    finally:
        os.close(file)
