"""Declared secrets in texts: ``${NAME}`` stands for each, in every way that its value may be spelled.

A secret is known to the whole process from the moment a configuration declares it, and never forgotten.
"""

import os
import re
from functools import cache

SHORTEST = 6
"""A shorter secret would be found in words that have nothing to do with it."""

_ROUNDS = 100_000
_DIGEST_LETTERS = 8

_names: dict[str, str] = {}
_values: dict[str, str] = {}


def hide(name: str, value: str) -> None:
    """Take the value of a variable out of every text from now on."""
    if _values.get(name) != value:
        _values[name] = value
        for spelling in _spellings(value):
            _names.setdefault(spelling, name)
        _pattern.cache_clear()


def hide_variable(name: str) -> str | None:
    """Hide the value of an environment variable, if it is set; return why that cannot be done, None if it can."""
    value = os.environ.get(name, "").strip()
    reason = unfit(value) if value else None
    if value and reason is None:
        hide(name, value)
    return reason


def unfit(value: str) -> str | None:
    """Return why a value cannot be kept out of what is printed, None if it can."""
    if len(value) < SHORTEST:
        return f"shorter than {SHORTEST} characters"
    return "only a number" if re.fullmatch(r"[-+.\d]+", value) else None


def masked(text: str) -> str:
    """Return a text without any secret; also what was cut off within one ends before it."""
    pattern = _pattern()
    if pattern is None:
        return text
    text = pattern.sub(lambda found: f"${{{_name_of(found[0])}}}", text)
    return _without_beginning(text)


def marked(text: str) -> str:
    """Return a text in which a digest stands beside the name of each secret: another value makes another text."""
    pattern = _pattern()
    return text if pattern is None else pattern.sub(lambda found: _mark(found[0]), text)


def hidden() -> dict[str, str]:
    """Return what is hidden, by the names of the variables: for a process on another machine, and for no text."""
    return dict(_values)


def any_hidden() -> bool:
    """Whether there is anything to hide."""
    return bool(_names)


def _mark(spelling: str) -> str:
    return f"${{{_name_of(spelling)}:{_digest(spelling)}}}"


def _name_of(found: str) -> str:
    """Return whose value was found, in capitals or not."""
    name = _names.get(found)
    if name is None:
        name = next(
            name for spelling, name in _names.items() if re.fullmatch(re.escape(spelling), found, re.IGNORECASE)
        )
    return name


@cache
def _digest(value: str) -> str:
    """Return some letters that differ with the value, and are slow to guess it by."""
    import hashlib

    return hashlib.pbkdf2_hmac("sha256", value.encode(errors="surrogatepass"), b"toolkit", _ROUNDS).hex()[
        :_DIGEST_LETTERS
    ]


def _spellings(value: str) -> set[str]:
    """Return how a value may stand in messages, JSON, HTML and addresses, and the parts of an address."""
    import json
    from urllib.parse import quote, urlsplit

    parts = {value, value.strip(), value.rstrip("/"), os.path.normpath(value)}
    try:
        address = urlsplit(value if "//" in value else f"//{value}")
        parts |= {part for part in (address.netloc, address.hostname or "", address.password or "") if "/" not in part}
    except ValueError:
        pass
    parts = {part for part in parts if (len(part) >= SHORTEST and part in value) or part == os.path.normpath(value)}
    spelled = {json.dumps(part, ensure_ascii=ascii_only)[1:-1] for part in parts for ascii_only in (True, False)}
    spelled |= (
        {repr(part)[1:-1] for part in parts} | {quote(part) for part in parts} | {quote(part, "") for part in parts}
    )
    return {spelling for part in parts | spelled for spelling in _in_html(part) if len(spelling) >= SHORTEST}


def _in_html(text: str) -> set[str]:
    import html

    named = html.escape(text)
    return {text, named, named.replace("&quot;", "&#34;").replace("&#x27;", "&#39;")}


@cache
def _pattern() -> re.Pattern[str] | None:
    if not _names:
        return None
    return re.compile("|".join(map(re.escape, sorted(_names, key=len, reverse=True))), re.IGNORECASE)


def _without_beginning(text: str) -> str:
    """Cut off the beginning of a secret at the end of a text, where somebody shortened it."""
    body = text.rstrip("\n")
    dots = next((dots for dots in ("...", "…") if body.endswith(dots)), "")
    body = body.removesuffix(dots) if dots else body
    for spelling, name in _names.items():
        for length in range(len(spelling) - 1, SHORTEST - 1, -1):
            if body.endswith(spelling[:length]):
                return f"{body[:-length]}${{{name}}}{text[len(body) :]}"
    return text
