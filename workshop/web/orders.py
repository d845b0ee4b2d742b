"""What a process has been asked to make, and the public pages that it has made already."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from gevent.event import Event
from gevent.lock import BoundedSemaphore

from workshop.publishing.making import Order

MOST_KEPT = 32 * 1024 * 1024


class Pages:
    """Pages by what decides their bytes; of those that were long not asked for, none is kept."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.most = most
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def find(self, mark: str) -> bytes | None:
        """A page, if it is kept."""
        if mark in self._kept:
            self._kept.move_to_end(mark)
        return self._kept.get(mark)

    def keep(self, mark: str, page: bytes) -> None:
        """Keep a page, and forget the oldest where there is too much."""
        if mark in self._kept or len(page) > self.most:
            return
        self._kept[mark] = page
        self._size += len(page)
        while self._size > self.most:
            self._size -= len(self._kept.popitem(last=False)[1])


@dataclass
class Exports:
    """Files that are asked for, by token, and who waits for one; `news` is when one is done."""

    orders: dict[str, Order] = field(default_factory=dict)
    news: Event = field(default_factory=Event)
    working: Any = None
    waiting: int = 0
    pages: Pages = field(default_factory=Pages)
    one_page: BoundedSemaphore = field(default_factory=BoundedSemaphore)

    def tell(self) -> None:
        """Wake all who wait."""
        told, self.news = self.news, Event()
        told.set()
