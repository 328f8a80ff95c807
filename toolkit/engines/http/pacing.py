"""How long to wait: between attempts, and between requests to a service that counts them.

Backoff is exponential with full jitter (Brooker 2015, "Exponential Backoff And Jitter"): each wait is drawn evenly from
zero to a bound that doubles. The draw is seeded with the request, so that two runs wait alike and two requests do not.
"""

import random
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0
SLOWEST_PACE = 0.01


def backoff_seconds(attempt: int, seed: str, first_seconds: float = FIRST_SECONDS) -> float:
    """Return how long to wait after failed attempt number ``attempt`` (from 0): 0 to ``first_seconds`` * 2**attempt.

    Never more than half a minute.
    """
    bound = min(LONGEST_SECONDS, first_seconds * 2.0 ** min(attempt, 30))
    return random.Random(f"{seed}|{attempt}").uniform(0, bound)  # noqa: S311 - no secret hangs on it


def retry_after_seconds(header: str | None, now: datetime | None = None) -> float | None:
    """Return what a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); None if it says nothing."""
    if header is None:
        return None
    value = header.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())


def check_pace(name: str, pace: float) -> None:
    """Raise ValueError for a pace that is none, or at which nothing would ever come to an end."""
    if pace != 0 and not SLOWEST_PACE <= pace < float("inf"):
        raise ValueError(f"{name} must be 0 for no limit, or at least {SLOWEST_PACE:g}")


class Pace:
    """Lets through so many pieces of work a second, evenly, for all threads together; 0 means as many as come."""

    def __init__(
        self,
        a_second: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._a_second = a_second
        self._clock, self._sleep = clock, sleep
        self._free_at = 0.0
        self._lock = threading.Lock()

    def wait(self, pieces: float = 1) -> None:
        """Return when these pieces may go; those that come later wait until the time for these has passed."""
        if self._a_second <= 0:
            return
        with self._lock:
            now = self._clock()
            start = max(now, self._free_at)
            self._free_at = start + pieces / self._a_second
        if start > now:
            self._sleep(start - now)
