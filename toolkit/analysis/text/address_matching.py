"""The addresses of two texts against each other: which one differs, is lost, or is new."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from toolkit.analysis.text.addresses import Address, addresses
from toolkit.languages.codes import short

_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*://|mailto:)?(?:www\.)?")
_PARTS = re.compile(r"[^\W_]+")
# How alike two addresses are of which one is a slip for the other, and how alike those that mean the same at all.
_SLIP, _SAME = 0.85, 0.6
# The labels of a host that is called by its name: "tidewater" for "tidewater.org".
_OF_A_NAME = 2
# What may be told in other words, or in those of the other language.
_TRANSLATABLE = ("tag", "code")


class AddressDifference(NamedTuple):
    """An address of one side that the other has differently, or not at all; ``slip``: all but a sign or two agree."""

    source: Address | None
    translation: Address | None
    slip: bool


def differences(source: str, translation: str, languages: Iterable[str]) -> Iterator[AddressDifference]:
    """Yield what differs, in the order of the translation, then what it lost.

    The page in the other language ("/it/", "en.") is the same address; a tag, or code in backquotes, may be translated,
    and differs only by a slip.
    """
    left, right = addresses(source), addresses(translation)
    if not left and not right:
        return
    codes = frozenset(short(language).lower() for language in languages)
    lost = _unmatched(left, right, translation, codes)
    for one in _unmatched(right, left, source, codes):
        best = max(lost, key=lambda other: _likeness(other, one), default=None)
        likeness = _likeness(best, one) if best else 0.0
        if best and likeness >= (_SLIP if one.kind in _TRANSLATABLE else _SAME):
            lost.remove(best)
            yield AddressDifference(best, one, likeness >= _SLIP)
        elif one.kind not in _TRANSLATABLE:
            yield AddressDifference(None, one, slip=False)
    yield from (AddressDifference(one, None, slip=False) for one in lost if one.kind not in _TRANSLATABLE)


def _unmatched(ours: Iterable[Address], theirs: Iterable[Address], other: str, codes: frozenset[str]) -> list[Address]:
    """Return the addresses without the same one on the other side, in whatever way it is written there."""
    there = Counter(_key(one, codes) for one in theirs)
    small = other.lower()
    left = []
    for one in ours:
        key = _key(one, codes)
        if there[key]:
            there[key] -= 1
        elif not _is_named(one, small):
            left.append(one)
    return left


def _key(address: Address, codes: frozenset[str]) -> tuple[str, ...]:
    """Return the parts of an address without scheme and codes of languages, which name a page in the other language."""
    bare = _SCHEME.sub("", address.text.lower(), count=1)
    return tuple(part for part in _PARTS.findall(bare) if part not in codes)


def _is_named(address: Address, text: str) -> bool:
    """Whether the other text has the address as it stands, or the name of the host or the account alone."""
    bare = _SCHEME.sub("", address.text.lower(), count=1).rstrip("/")
    if bare in text:
        return True
    if address.kind not in ("host", "account", "tag"):
        return False
    labels = bare.lstrip("@#").partition("/")[0].split(".")
    if len(labels) > _OF_A_NAME:
        return False
    name = re.escape(labels[0])
    return re.search(rf"(?<![\w.@#-]){name}(?![\w-]|\.\w)", text) is not None


def _likeness(one: Address, other: Address) -> float:
    if (one.kind in _TRANSLATABLE) != (other.kind in _TRANSLATABLE):
        return 0.0
    return SequenceMatcher(None, one.text.lower(), other.text.lower(), autojunk=False).ratio()
