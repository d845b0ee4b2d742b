"""Templates that were read once are kept as Python keeps its own: beside the program, as bytecode.

Reading all of them anew took half of a start. Who may write there may change the program anyway.
"""

import hashlib
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

FOLDER = Path(__file__).parent / "__pycache__"


class TemplateCache(FileSystemBytecodeCache):
    """A cache that nobody has to have: where it cannot be written, templates are read each time."""

    def __init__(self, options: dict[str, Any]) -> None:
        """For an environment with all these options, which decide what a template becomes."""
        told = repr((jinja2.__version__, sorted(options.items())))
        mark = hashlib.sha256(told.encode()).hexdigest()[:12]
        with suppress(OSError):
            FOLDER.mkdir(exist_ok=True)
        super().__init__(str(FOLDER), f"template-{mark}-%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from the cache; what a power cut has left of one is read anew."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where that is wanted and possible."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
