"""The same chance and the same clock for two runs, so that only a vote can make them differ."""

import hashlib
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from itertools import count

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.house import START
from workshop.models import seals


class StoodStill(datetime):
    """A clock that every module of ours reads, the tests' sign-in too."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return START.astimezone(tz)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Everything random comes from a seed: tokens, ids, keys, nonces, shuffles; time stands still.

    `secrets` and `SystemRandom` read `random._urandom`, form tokens `os.urandom`; keys are made by
    the library of the seals from what the system draws, so here they are drawn like the rest.
    """
    numbers = count()

    def drawn(size: int) -> bytes:
        return hashlib.shake_256(f"{seed}:{next(numbers)}".encode()).digest(size)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(random, "_urandom", drawn)
        patch.setattr(os, "urandom", drawn)
        patch.setattr(seals, "AESGCM", lambda key: AESGCM(key))
        patch.setattr(
            seals.AESGCM, "generate_key", lambda bit_length: drawn(bit_length // 8), False
        )
        patch.setattr(time, "time", START.timestamp)
        for name, module in list(sys.modules.items()):
            if (
                name.startswith(("workshop.", "tests.web"))
                and vars(module).get("datetime") is datetime
            ):
                patch.setattr(module, "datetime", StoodStill)
        yield
