"""Archives of earlier releases, made anew step by step; each step goes to the next version."""

from collections.abc import Callable, Mapping
from typing import Any

Raw = dict[str, Any]
Step = tuple[str, Callable[[Raw], Raw]]
STEPS: Mapping[str, Step] = {}
"""By version: the next one, and what makes an archive of it. No other version was released yet."""


def as_of_now(raw: Raw, steps: Mapping[str, Step] | None = None) -> Raw:
    """An archive of an earlier version as one of the newest that the steps lead to."""
    steps = STEPS if steps is None else steps
    while (version := raw.get("format")) in steps:
        following, step = steps[str(version)]
        raw = step(raw) | {"format": following}
    return raw
