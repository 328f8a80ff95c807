"""What services were asked for, here and in processes that shared the work: requests, characters, tokens and price.

It is said once, at the end of a command. It is no part of a result: a second run takes its answers from the cache, and
its report must be the same.
"""

import threading
from collections import Counter

from toolkit.plugins import endings, spending

_lock = threading.Lock()
_used: dict[str, Counter[str]] = {}
_prices: dict[str, float] = {}


def add(service: str, *, price: float = 0.0, **counts: int) -> None:
    """Count for a service: requests, characters, tokens_in, tokens_out, ...; ``price`` in the user's own money."""
    spending.paid(price)
    with _lock:
        _used.setdefault(service, Counter()).update({"requests": 0, **counts})
        _prices[service] = _prices.get(service, 0.0) + price


def lines() -> list[str]:
    """Return a line for each service that was asked, sorted by name; nothing where none was."""
    with _lock:
        found = []
        for service in sorted(_used):
            parts = [f"{number:,} {name.replace('_', ' ')}" for name, number in _used[service].items() if number]
            price = [f"about {_prices[service]:.4f} by the prices in the configuration"] if _prices[service] else []
            found.append(f"{service}: {', '.join([*parts, *price]) or 'nothing answered'}")
        return found


Used = dict[str, tuple[dict[str, int], float]]
"""Counts and price of each service."""


def taken() -> Used:
    """Return what was counted, and start anew."""
    with _lock:
        found = {service: (dict(counts), _prices[service]) for service, counts in _used.items()}
        _used.clear()
        _prices.clear()
    return found


def added(used: Used) -> None:
    """Count what another process was given; it has been paid there."""
    with _lock:
        for service, (counts, price) in used.items():
            _used.setdefault(service, Counter()).update(counts)
            _prices[service] = _prices.get(service, 0.0) + price


endings.when_done(lines)
endings.when_carried("services", taken, added)


def forget() -> None:
    """Start counting anew."""
    with _lock:
        _used.clear()
        _prices.clear()
