"""Which languages a LibreTranslate server goes between (GET /languages), so that others are refused before any work."""

import json
from collections.abc import Mapping

from toolkit.engines.http import exchange as http_exchange
from toolkit.engines.http.exchange import ExchangeFailure

_PATIENCE_SECONDS = 3.0
_known: dict[str, Mapping[str, frozenset[str]]] = {}


def problem(url: str, source: str, target: str) -> str | None:
    """Return what the server at an address lacks for a direction; None where it lacks nothing, or does not say.

    A server that cannot be reached is none that lacks a language: it may not be needed at all.
    """
    if target in _known.get(url, {}).get(source, ()):
        return None
    languages = _languages(url)
    if not languages:
        return None
    _known[url] = languages
    advice = "load it there (--load-only), or ask another engine"
    for language in (source, target):
        if not any(code.split("-")[0] == language for code in languages):
            return f"the server at {url} does not know {language!r}, only {', '.join(sorted(languages))}; {advice}"
    goes = languages.get(source)
    if goes is None or not goes or any(code.split("-")[0] == target for code in goes):
        return None
    return f"the server at {url} goes from {source!r} to {', '.join(sorted(goes))} only, not to {target!r}; {advice}"


def _languages(url: str) -> Mapping[str, frozenset[str]]:
    """Return what each language can be translated into, as far as the server tells; empty where it tells nothing."""
    try:
        answer = http_exchange.exchange(f"{url}/languages", {}, None, _PATIENCE_SECONDS)
        rows = json.loads(answer.content) if answer.status == 200 else []
    except (ExchangeFailure, ValueError, RecursionError):
        return {}
    rows = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {code: _codes(row.get("targets")) for row in rows if isinstance(code := row.get("code"), str)}


def _codes(targets: object) -> frozenset[str]:
    return frozenset(one for one in targets if isinstance(one, str)) if isinstance(targets, list) else frozenset()
