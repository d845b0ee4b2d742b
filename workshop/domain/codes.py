"""Join codes, tokens, rejoin words and gentle names."""

import hashlib
import hmac
import re
import secrets

from workshop.domain.refusals import NotValid
from workshop.domain.wordlists import ADJECTIVES, CREATURES, WORDS
from workshop.domain.words import N_

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SPOKEN = str.maketrans("OIL", "011")
CODE_LENGTH = 8
KEY_LENGTH = 10


def new_code() -> str:
    """Return a join code: 8 Crockford base-32 characters."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def new_public_key() -> str:
    """Return the part of an edition's address that lets nobody in: 10 base-32 characters."""
    return "".join(secrets.choice(LETTERS) for _ in range(KEY_LENGTH)).lower()


def shown_code(code: str) -> str:
    """Return a code in two groups of four, as people read it."""
    return f"{code[:4]} {code[4:]}"


def read_code(typed: str) -> str:
    """Return the code that somebody meant; refuses what cannot be one."""
    code = re.sub(r"[\s\-–—._]", "", typed).upper().translate(SPOKEN)
    if len(code) != CODE_LENGTH or any(letter not in LETTERS for letter in code):
        raise NotValid(
            N_("A code has eight letters and numbers, such as 7K4M 2XQ9. Please look again."),
            field="code",
        )
    return code


def new_token() -> str:
    """Return a secret of 256 bits, to be kept by one browser."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_rejoin_words() -> str:
    """Return three words that let a person back in on another phone."""
    return " ".join(secrets.choice(WORDS) for _ in range(3))


def rejoin_hash(words: str, workshop_id: int, secret: str) -> str:
    """Return the keyed hash of rejoin words: useless to who reads the database alone."""
    plain = " ".join(re.findall(r"[a-z]+", words.lower()))
    return hmac.new(secret.encode(), f"{workshop_id}:{plain}".encode(), "sha256").hexdigest()


def new_name() -> str:
    """Return a gentle made-up name."""
    return f"{secrets.choice(ADJECTIVES)} {secrets.choice(CREATURES)}"


def phone_mark(participant_id: int, secret: str) -> str:
    """Return a mark by which a phone knows its own person again; it leads to nobody."""
    return hmac.new(secret.encode(), f"mark:{participant_id}".encode(), "sha256").hexdigest()[:16]


def pair_number(participant_id: int, secret: str) -> str:
    """Return the six digits that somebody tells a person who wants to sit with them."""
    sign = hmac.new(secret.encode(), f"pair:{participant_id}".encode(), "sha256")
    return f"{int(sign.hexdigest(), 16) % 10**6:06}"


def desk_mark(account_id: int, secret: str) -> str:
    """Return a mark by which a laptop knows its own facilitator again."""
    return hmac.new(secret.encode(), f"desk:{account_id}".encode(), "sha256").hexdigest()[:16]


def wall_token(workshop_id: int, serial: int, secret: str) -> str:
    """Return the read-only token of a workshop's wall."""
    sign = hmac.new(secret.encode(), f"wall:{workshop_id}:{serial}".encode(), "sha256")
    return f"{workshop_id}-{sign.hexdigest()[:40]}"
