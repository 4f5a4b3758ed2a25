"""How often one address may ask for work: a bucket of tokens that fills again as time passes."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

_MOST = 10_000  # addresses that are remembered


@dataclass(slots=True)
class Limit:
    """So many requests a minute for each address, and as many at once."""

    a_minute: int
    seconds: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, address: str) -> int:
        """Take a token; 0 where there was one, else the seconds until there is."""
        with self._lock:
            now = self.seconds()
            left, last = self._buckets.pop(address, (float(self.a_minute), now))
            left = min(left + (now - last) * self.a_minute / 60, self.a_minute)
            taken = left >= 1
            self._buckets[address] = (left - 1 if taken else left, now)
            while len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
            return 0 if taken else int((1 - left) * 60 / self.a_minute) + 1
