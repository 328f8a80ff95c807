"""Numbered translations out of JSON as models write it.

Read are all JSON values in a reply, those of a stray bracket and of an echoed request among them. What is no JSON is
mended by json-repair (MIT), and taken only where nothing but punctuation differs from what the model wrote.
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
_MOST_MENDED = 5
_LONGEST_MENDED = 60_000
_LONGEST_END = 200
_MOST_BRACKETS = 400  # deep nests take json-repair seconds, and are no answer
_ANSWERS = ("translation", "translations", "translated_text", "translated", "text")
_LISTS = ("translations", "translation", "texts", "results", "answers")
# How JSON with our rows ends: with a string or a number, and brackets. A reply that was cut off does not.
_ENDS = re.compile(r"""(?:["'”’]|\bid["']?\s*:\s*\d+)\s*,?\s*[}\]][\s,;}\]]*$""")
# Where rows have begun: what is mended must not begin within them.
_BEGUN = re.compile(r"""["']?\b(?:id|text|translations?)["']?\s*:""")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


def found(reply: str, texts: Sequence[str]) -> Rows:
    """Return the number and the translation of each row that a reply holds; raises NoAnswer where it holds none."""
    rows = _fitting(_values(reply), reply, texts)
    if rows is None or not _complete(rows, texts):
        rows = next((mended for mended in _mended(reply, texts) if _complete(mended, texts)), rows)
    if rows is None and _BEGUN.search(reply) and not _ENDS.search(reply[: reply.rfind("}") + 1][-_LONGEST_END:]):
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


def _mended(reply: str, texts: Sequence[str]) -> Iterator[Rows]:
    """Yield the rows of JSON that must be mended first."""
    last = max(reply.rfind("}"), reply.rfind("]")) + 1
    whole = reply[:last]
    if len(whole) > _LONGEST_MENDED or whole.count("{") + whole.count("[") > _MOST_BRACKETS:
        return
    if not _ENDS.search(whole[-_LONGEST_END:]):
        return
    import json_repair

    begun = _BEGUN.search(whole)
    for match in islice(re.finditer(r"[{\[]", whole[: begun.start() if begun else 0]), _MOST_MENDED):
        part = whole[match.start() :]
        try:
            value = json_repair.loads(part, skip_json_loads=True)
        except (ValueError, RecursionError, IndexError):
            continue
        if _letters(part) != _letters(json.dumps(value, ensure_ascii=False)):
            continue
        rows = _fitting([*(value if isinstance(value, list) else ()), value], reply, texts)
        if rows is not None:
            yield rows


def _letters(written: str) -> str:
    """Return the letters and figures of JSON, its escapes resolved: all that mending must keep."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", written)
    return "".join(filter(str.isalnum, plain))


def _fitting(values: Iterable[Any], reply: str, texts: Sequence[str]) -> Rows | None:
    """Return the rows of the value that answers the texts; raises NoAnswer where two of them do, and differ.

    Without one that answers all of them, the rows of the last one that has any; without any, None.
    """
    read = list(values)
    listed = [own for own in (_rows(value, texts) for value in read) if own is not None]
    single = [row for row in (_row(value, texts) for value in read) if row is not None]
    some = [*listed, *([single] if single else [])]
    if '"texts"' in reply:  # the request may have been repeated
        others = [own for own in some if [text for _, text in sorted(own)] != list(texts)]
        some = others if others or '"translations"' not in reply else some
    whole = [own for own in some if _complete(own, texts)]
    if any(sorted(own) != sorted(whole[0]) for own in whole):
        raise NoAnswer("two different answers in one reply", shown=reply)
    return whole[0] if whole else some[-1] if some else None


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
