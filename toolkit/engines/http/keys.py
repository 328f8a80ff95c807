"""Keys of services: only from the environment, and never in anything that is written.

An engine holds the name of a variable (``key_env: DEEPL_API_KEY``); the value is read when a request is made.
"""

import os
import re
from itertools import groupby
from typing import Any
from urllib.parse import SplitResult, urlsplit

from toolkit.plugins import network

_NAME = re.compile(r"[A-Z_][A-Z0-9_]*")
# What reads as a key of a known service, whoever's it is, or what is left of one ("sk-ab***yz").
_KEY_LIKE = re.compile(
    r"\bBearer\s+[\w.~+/=*•…-]{8,}|\b(?:sk|pk|rk|gsk|xai|hf)[-_][\w*•….-]{6,}|\bAIza[\w-]{16,}"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+"
)
_SHORTEST_SECRET = 4
_SHORTEST_PIECE = 6


def check_options(key_env: str, url: str, *, needs_key: bool = False) -> None:
    """Raise ValueError for a key where a variable's name is wanted, and for an address that is none or holds one."""
    if (needs_key and not key_env) or (key_env and not _NAME.fullmatch(key_env)):
        # What stands there may be the key itself: it is not repeated.
        raise ValueError("key_env must be the name of an environment variable such as MY_API_KEY, never the key itself")
    if url:
        parts = _parts(url)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("url must be an address such as http://127.0.0.1:5000")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("url must be an address only, without a user's name, a key, ? or #")


def plain(url: str) -> str:
    """Return an address as it is written most plainly: without a slash at its end, scheme and host in small letters."""
    parts = urlsplit(url)
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl().rstrip("/")


def problem(key_env: str) -> str | None:
    """Return which variable is missing and what to type, or None; no network is used."""
    import importlib.util

    if importlib.util.find_spec("httpx") is None:
        return "the package httpx is not installed; install it with: pip install 'translation-toolkit[services]'"
    if not key_env:
        return None
    value = os.environ.get(key_env, "").strip()
    if not value:
        return f"the environment variable {key_env} is not set; set it with: export {key_env}=<your key>"
    if not value.isascii() or not value.isprintable() or " " in value:
        return f"the environment variable {key_env} holds blanks or letters that no key has; set it again"
    return None


def value(key_env: str) -> str:
    """Return the key, without the line break that a file may have left on it; empty if there is none."""
    return os.environ.get(key_env, "").strip() if key_env else ""


def hidden(line: str, secret: str) -> str:
    """Return a line in which ``<key>`` stands for the secret, every longer piece of it, and whatever reads as a key."""
    return _KEY_LIKE.sub("<key>", _covered(line, secret))


def _covered(line: str, secret: str) -> str:
    # Shorter ones are dummies for servers that want any key, and would be found in every word.
    if len(secret) < _SHORTEST_SECRET:
        return line
    piece = min(len(secret), _SHORTEST_PIECE)
    covered = [False] * len(line)
    for start in range(len(secret) - piece + 1):
        at = line.find(secret[start : start + piece])
        while at >= 0:
            covered[at : at + piece] = [True] * piece
            at = line.find(secret[start : start + piece], at + 1)
    pairs = zip(line, covered, strict=True)
    runs = (("".join(letter for letter, _ in run), inside) for inside, run in groupby(pairs, key=lambda pair: pair[1]))
    return "".join("<key>" if inside else text for text, inside in runs)


def covered(body: Any, secret: str) -> Any:
    """Return what a service answered, as parsed from JSON, with ``<key>`` for the secret: an answer may be kept."""
    if isinstance(body, str):
        return body.replace(secret, "<key>") if len(secret) >= _SHORTEST_SECRET else body
    if isinstance(body, list):
        return [covered(part, secret) for part in body]
    return {name: covered(part, secret) for name, part in body.items()} if isinstance(body, dict) else body


def _parts(url: str) -> SplitResult | None:
    """Return the parts of an address, or None where it has letters or a port that no address has."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return None if re.search(r"[\s\x00-\x1f\x7f\\]", url) else parts


def is_local(url: str) -> bool:
    """Whether an address is on this machine, where no call costs anything."""
    return network.is_here(urlsplit(url).hostname or "")
