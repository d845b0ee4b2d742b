"""What one may ask for is one measure for all processes, also when Redis is away."""

import secrets
from collections.abc import Callable

import pytest
import redis

from tests.faults.several import REDIS, skip_without_redis
from workshop.domain.refusals import TooMany
from workshop.web.limits import Buckets
from workshop.web.shared_limits import SharedLevels

NOBODY_THERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def new_process() -> Callable[..., Buckets]:
    """Makes the buckets of one more process of an installation."""
    skip_without_redis()
    prefix = f"workshop-test:{secrets.token_hex(8)}:"

    def make(rate: float = 0.001, burst: float = 3, url: str = REDIS) -> Buckets:
        buckets = Buckets("tries", rate, burst)
        buckets.shared = SharedLevels(url, prefix, "a secret")
        return buckets

    return make


def test_two_processes_measure_together(new_process: Callable[..., Buckets]) -> None:
    one, other = new_process(), new_process()
    for buckets in (one, other, one):
        assert buckets.has_room("ada@example.org")
        buckets.take("ada@example.org")
    for buckets in (one, other):
        assert not buckets.has_room("ada@example.org")
        with pytest.raises(TooMany):
            buckets.take("ada@example.org")
    other.take("bo@example.org")


def test_a_bucket_fills_again(new_process: Callable[..., Buckets]) -> None:
    one, other = (new_process(rate=1000, burst=1) for _ in range(2))
    for _ in range(20):
        while not other.has_room("Ada"):
            pass
        one.take("Ada")


def test_names_are_not_kept_in_redis_and_go_by_themselves(
    new_process: Callable[..., Buckets],
) -> None:
    buckets = new_process()
    buckets.take("ada@example.org")
    with redis.Redis.from_url(REDIS) as looking:
        prefix = buckets.shared._prefix  # type: ignore[union-attr]
        (name,) = looking.keys(f"{prefix}*")
        assert b"ada" not in name
        assert looking.ttl(name) > 0
        looking.delete(name)


def test_without_redis_each_process_measures_for_itself(
    new_process: Callable[..., Buckets],
) -> None:
    one, other = (new_process(url=NOBODY_THERE) for _ in range(2))
    for buckets in (one, other):
        for _ in range(3):
            buckets.take("Ada")
        with pytest.raises(TooMany):
            buckets.take("Ada")
