"""Token buckets in Redis, so that what one may ask for is one measure for all processes."""

import hmac
import time
from typing import Any

from redis import RedisError

from workshop.realtime.link import redis_at

PATIENCE = 0.3
PAUSE = 2.0
DRAW = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local rate, burst, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'level', 'at')
local level, at = tonumber(kept[1]) or burst, tonumber(kept[2]) or now
level = math.min(burst, level + math.max(0, now - at) * rate)
local has_room = level >= 1
if has_room then level = level - cost end
redis.call('HSET', KEYS[1], 'level', string.format('%.6f', level), 'at', string.format('%.6f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(1000 * burst / rate) + 1000)
return has_room and 1 or 0
"""


class SharedLevels:
    """The levels of all buckets of one installation. Names are kept as keyed hashes only."""

    def __init__(self, url: str, prefix: str, secret: str) -> None:
        self._redis = redis_at(url, PATIENCE)
        self._prefix = prefix
        self._secret = secret.encode()
        self._draw: Any = self._redis.register_script(DRAW)
        self._away_until = 0.0

    def draw(self, kind: str, name: str, rate: float, burst: float, cost: int) -> bool | None:
        """Take so much out of a bucket if there is one to take; None while Redis is away."""
        if time.monotonic() < self._away_until:
            return None
        hashed = hmac.digest(self._secret, f"{kind}:{name}".encode(), "sha256").hex()[:32]
        try:
            return bool(self._draw([f"{self._prefix}limit:{hashed}"], [rate, burst, cost]))
        except RedisError:
            # Each process measures for itself meanwhile, and nobody waits for Redis again so soon.
            self._away_until = time.monotonic() + PAUSE
            return None
