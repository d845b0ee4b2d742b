"""Pushes that carry the moment when they were sent."""

from array import array
from typing import Any

from bench.crowd.coming import Crowd
from bench.crowd.phone import until
from bench.figures import percentile


async def hear(crowd: Crowd) -> dict[str, Any]:
    """Forget what was heard until now."""
    for phone in crowd.phones:
        phone.latencies = array("d")
    return {}


async def heard(crowd: Crowd, times: int, patience: float) -> dict[str, Any]:
    """Wait until everybody has heard so many pushes, and tell how long they were under way."""
    wanted = times * len(crowd.phones)
    await until(lambda: _count(crowd) >= wanted, patience)
    all_of_them = [one for phone in crowd.phones for one in phone.latencies]
    lasts = [max(each) for each in zip(*(p.latencies for p in crowd.phones), strict=False)]
    return {
        "received": len(all_of_them),
        "p50": percentile(all_of_them, 50),
        "p95": percentile(all_of_them, 95),
        "p99": percentile(all_of_them, 99),
        "last_p95": percentile(lasts, 95),
    }


def _count(crowd: Crowd) -> int:
    return sum(len(phone.latencies) for phone in crowd.phones)
