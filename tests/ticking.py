"""Ticks until nothing waits, for tests that look at what was sent."""

from workshop.realtime.publisher import Publisher


def send_all(publisher: Publisher) -> None:
    """Send everything that is stale, and let nothing rest."""
    publisher.rests = 0
    publisher._rests.clear()
    while publisher._stale or publisher._own:
        publisher.tick()
