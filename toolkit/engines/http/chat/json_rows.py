"""Numbered translations out of JSON as models write it.

Read are all JSON values in a reply, those of a stray bracket and of an echoed request among them. What is no JSON is
read row by row: between a row's keys and the brackets that end it, a text may hold any quotation mark. A parser that
mends any JSON must guess where a text ends: of 1,007 Italian sentences with quotation marks that were not escaped,
json-repair 0.64 got 86 wrong, and this none.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from toolkit.engines.http.chat.completion import NoAnswer

Rows = list[tuple[int, str]]

# Every bracket may begin the JSON; a reply of nothing but brackets would take for ever.
_MOST_STARTS = 100
_MOST_KEYS = 100
_ANSWERS = ("translation", "translations", "translated_text", "translated", "text")
_LISTS = ("translations", "translation", "texts", "results", "answers")

_ID = r"""["']?\bid["']?\s*:\s*["']?(\d{1,6})["']?"""
_TEXT = r"""["']?\b(?:text|translation)["']?\s*:\s*(["'])(.*?)"""
_ROW = re.compile(
    rf"\{{\s*(?:{_ID}\s*,\s*)?{_TEXT}\2(?:\s*,\s*{_ID})?\s*,?\s*\}}(?=\s*,?\s*(?:[\[\]{{}};`]|$))", re.DOTALL
)
_KEY = re.compile(r"""["']?\b(?:id|text|translations?)["']?\s*:""")
_LIST = re.compile(r"""["']?\btranslations["']?\s*:\s*\[""")
_UNESCAPED = re.compile(r'''(?<!\\)((?:\\\\)*)"''')


def found(reply: str, texts: Sequence[str]) -> Rows:
    """Return the number and the translation of each row that a reply holds; raises NoAnswer where it holds none."""
    rows = _fitting(_values(reply), reply, texts)
    if rows is None or not _complete(rows, texts):
        read = _read(reply, texts)
        rows = read if _complete(read, texts) else rows
    if rows is None and _KEY.search(reply) and not _KEY.split(reply)[-1].rstrip("`;\n ").endswith(("}", "]")):
        raise NoAnswer("the reply breaks off within its JSON", "cut", reply)
    if rows is None:
        raise NoAnswer("no JSON with translations in the reply", shown=reply)
    return rows


def _complete(rows: Rows, texts: Sequence[str]) -> bool:
    return sorted(number for number, _ in rows) == list(range(1, len(texts) + 1))


def _values(reply: str) -> Iterator[Any]:
    """Yield the JSON values in a reply that are lists or maps, in order; raw line breaks and tabs may stand in them."""
    decoder = json.JSONDecoder(strict=False)
    end = 0
    for match in islice(re.finditer(r"[{\[]", reply), _MOST_STARTS):
        if match.start() < end:
            continue
        try:
            value, end = decoder.raw_decode(reply, match.start())
        except (ValueError, RecursionError):
            continue
        yield value


def _read(reply: str, texts: Sequence[str]) -> Rows:
    """Return the rows of what is no JSON, none of those that cannot be read for sure."""
    if len(_KEY.findall(reply)) > _MOST_KEYS + 8 * len(texts):
        return []
    rows: Rows = []
    lists = [listed.start() for listed in _LIST.finditer(reply)]
    for match in _ROW.finditer(reply, lists[0] if len(lists) == 1 else 0):  # not from a request that was repeated
        before, mark, text, after = match.groups()
        number = int(before or after or (1 if len(texts) == 1 else 0))
        whole = _unescaped(text, mark)
        if whole is None or not 0 < number <= len(texts):
            return []
        given = texts[number - 1]
        keys = _KEY.search(text) and not _KEY.search(given)
        halves = text.count("{") != text.count("}") and given.count("{") == given.count("}")
        if keys or halves:  # a text that goes on into the next row, or was cut off at a bracket of its own
            return []
        rows.append((number, whole))
    echo = not lists and '"texts"' in reply and [text for _, text in sorted(rows)] == list(texts)
    return [] if echo else rows


def _unescaped(text: str, mark: str) -> str | None:
    """Return what a string of JSON says whose quotation marks need no escape; None for what no JSON may hold."""
    plain = text.replace("\\'", "'") if mark == "'" else text
    try:
        whole = json.loads('"' + _UNESCAPED.sub(r'\1\\"', plain) + '"', strict=False)
    except ValueError:
        return None
    return whole if isinstance(whole, str) else None


def _fitting(values: Iterable[Any], reply: str, texts: Sequence[str]) -> Rows | None:
    """Return the rows of the value that answers the texts; raises NoAnswer where two of them do, and differ.

    Without one that answers all of them, the rows of the last one that has any; without any, None.
    """
    read = [value for value in values if not _repeats(value, reply)]
    listed = [own for own in (_rows(value, texts) for value in read) if own is not None]
    single = [row for row in (_row(value, texts) for value in read) if row is not None]
    some = [*listed, *([single] if single else [])]
    if '"texts"' in reply and not _LIST.search(reply):  # nothing but the request may have been repeated
        some = [own for own in some if [text for _, text in sorted(own)] != list(texts)]
    whole = [own for own in some if _complete(own, texts)]
    if any(sorted(own) != sorted(whole[0]) for own in whole):
        raise NoAnswer("two different answers in one reply", shown=reply)
    return whole[0] if whole else some[-1] if some else None


def _repeats(value: Any, reply: str) -> bool:
    """Whether a value is the request once more, beside an answer."""
    asks = isinstance(value, Mapping) and "texts" in value and "translations" not in value
    return asks and bool(_LIST.search(reply))


def _rows(value: Any, texts: Sequence[str]) -> Rows | None:
    """Return the rows of a list, or of what a map holds under one of our names; None where that is not what it is."""
    within = value
    if isinstance(value, Mapping):
        within = next((value[name] for name in _LISTS if isinstance(value.get(name), list | Mapping)), None)
    if isinstance(within, Mapping) and within and all(str(key).isdecimal() for key in within):
        within = [{"id": key, "text": text} for key, text in within.items()]
    if not isinstance(within, list) or not within:
        return None
    if len(texts) == len(within) == 1 and isinstance(value, Mapping) and isinstance(within[0], str):
        return [(1, within[0])]
    rows = [_row(row, texts) for row in within]
    return [row for row in rows if row is not None] if all(rows) else None


def _row(value: Any, texts: Sequence[str]) -> tuple[int, str] | None:
    """Return number and text of a map that has both; a single text needs no number."""
    if not isinstance(value, Mapping):
        return None
    text = next((value[name] for name in _ANSWERS if isinstance(value.get(name), str)), None)
    number = value.get("id", 1 if len(texts) == 1 else None)
    if isinstance(number, str) and number.isascii() and number.isdigit():
        number = int(number[:6])
    if not isinstance(number, int) or isinstance(number, bool) or text is None:
        return None
    return number, text
