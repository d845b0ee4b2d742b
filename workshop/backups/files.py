"""A file that is there whole, readable by its owner only, or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop.backups.unfit import Unfit
from workshop.models.durable import sync


@contextmanager
def whole_file(target: Path, *, is_replaced: bool = False) -> Iterator[Path]:
    """Give a draft to be written, which takes its name only when all went well.

    Refuses a name that is taken, unless that file may be replaced.
    """
    _refuse_place(target, is_replaced)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield draft
        sync(draft)
        _name(draft, target, is_replaced)
        sync(target.parent)
    except FileExistsError:
        raise _taken(target) from None
    except OSError as error:
        raise Unfit(f"{target} could not be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _refuse_place(target: Path, is_replaced: bool) -> None:
    if not target.parent.is_dir():
        raise Unfit(f"There is no folder {target.parent}.")
    if target.is_dir():
        raise Unfit(f"{target} is a folder. Say the name of a file.")
    if target.exists() and not is_replaced:
        raise _taken(target)


def _name(draft: Path, target: Path, is_replaced: bool) -> None:
    try:
        if not is_replaced:
            os.link(draft, target)
            return
    except FileExistsError:
        raise
    except OSError:
        # A memory stick has no second names; that nobody took the name meanwhile is looked at.
        _refuse_place(target, is_replaced)
    draft.replace(target)


def _taken(target: Path) -> Unfit:
    return Unfit(f"There is a file {target} already. With --force it is replaced.")
