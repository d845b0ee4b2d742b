"""Which rows the names of an archive became."""

from dataclasses import dataclass, field


@dataclass
class Places:
    """The numbers of rows by the names of an archive; revisions by their principle and number."""

    workshop: int
    steps: dict[str, int] = field(default_factory=dict)
    themes: dict[str, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    principles: dict[str, int] = field(default_factory=dict)
    revisions: dict[tuple[str, int], int] = field(default_factory=dict)
