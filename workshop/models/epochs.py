"""The name of a database's life: void with every restore."""

import secrets


def new_epoch() -> str:
    """Return a name that no earlier life of this database had."""
    return secrets.token_hex(6)
