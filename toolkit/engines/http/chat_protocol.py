"""How texts go to a chat model and come back: one answer for each text, or none for the whole request.

``json``: numbered objects both ways; the order does not matter. ``lines``: numbered lines both ways; a single text goes
bare and comes back bare, which small models manage best. Whatever does not fit exactly is a ``Mismatch``.
"""

import json
import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from toolkit.languages.codes import language_name
from toolkit.plugins.plurals import counted

Protocol = Literal["json", "lines"]

PLACES = frozenset({"source", "target", "source_code", "target_code"})
_FENCE = re.compile(r"^\s*```[\w-]*\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)
_THOUGHT = re.compile(r"^\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_NUMBERED = re.compile(r"\s*(\d{1,6})\s*[:\t]\s*(.*\S)\s*")

# Every bracket may begin the JSON; a reply of nothing but brackets would take for ever.
_MOST_STARTS = 100

_RULES: dict[Protocol, str] = {
    "json": (
        'The user sends JSON: {"texts": [{"id": 1, "text": "..."}]}. Answer with JSON only, '
        '{"translations": [{"id": 1, "text": "..."}]}, with exactly the same ids, one translation for each text.'
    ),
    "lines": (
        "The user sends one text, or numbered lines such as '1: ...'. Answer one text with its translation on one "
        "line; "
        "answer numbered lines with as many lines, numbered alike. Write nothing else."
    ),
}
_CONTEXT = (
    "What comes before the texts in the document is sent along. It is for understanding only: never translate it."
)


class Mismatch(Exception):
    """The reply does not hold exactly one answer for each text; the message says how."""


@dataclass(frozen=True, slots=True)
class Request:
    """The texts of one request, and what stands before the first of them in the document."""

    texts: Sequence[str]
    before: Sequence[str] = ()


def check_prompt(prompt: str) -> None:
    """Raise ValueError for a blank prompt, and one with other places than {source}, {target} and their codes."""
    if not prompt.strip():
        raise ValueError("prompt must say what the model is to do; leave it out for one that does")
    try:
        named = [(name, kind or how) for _, name, kind, how in string.Formatter().parse(prompt) if name is not None]
    except ValueError as error:
        raise ValueError(f"prompt: {error}; write {{{{ and }}}} for braces") from None
    unknown = sorted({name for name, _ in named} - PLACES)
    if unknown or any(more for _, more in named):
        raise ValueError(f"prompt has unknown places {unknown}; there are {sorted(PLACES)}, each alone in its braces")


def messages(request: Request, prompt: str, protocol: Protocol, source: str, target: str) -> list[dict[str, str]]:
    """Return the messages of a request: the prompt with the protocol's rules, then the texts."""
    named = prompt.format(
        source=language_name(source), target=language_name(target), source_code=source, target_code=target
    )
    rules = f"{_RULES[protocol]} {_CONTEXT}" if request.before else _RULES[protocol]
    return [
        {"role": "system", "content": f"{named.strip()}\n\n{rules}"},
        {"role": "user", "content": _json(request) if protocol == "json" else _lines(request)},
    ]


def answers(reply: str, count: int, protocol: Protocol) -> list[str]:
    """Return exactly ``count`` answers, none blank, in the order of the texts; raises Mismatch."""
    plain = _THOUGHT.sub("", reply)
    fenced = _FENCE.match(plain)
    plain = (fenced[1] if fenced else plain).strip()
    found = _from_json(plain) if protocol == "json" else _from_lines(plain, count)
    numbers = [number for number, _ in found]
    if sorted(numbers) != list(range(1, count + 1)):
        raise Mismatch(f"{counted(len(found), 'answer')} for {counted(count, 'text')}, numbered {_shown(numbers)}")
    by_number = dict(found)
    blank = [number for number, text in found if not text.strip()]
    if blank:
        raise Mismatch(f"nothing for text {blank[0]} of {count}")
    return [by_number[number] for number in range(1, count + 1)]


def _json(request: Request) -> str:
    texts = [{"id": number, "text": text} for number, text in enumerate(request.texts, 1)]
    before = {"before": list(request.before)} if request.before else {}
    return json.dumps({**before, "texts": texts}, ensure_ascii=False)


def _lines(request: Request) -> str:
    if len(request.texts) == 1:
        texts = request.texts[0]
    else:
        texts = "\n".join(f"{number}: {text}" for number, text in enumerate(request.texts, 1))
    if not request.before:
        return texts
    return "\n".join(["What comes before, not to be translated:", *request.before, "", "To be translated:", texts])


def _from_json(reply: str) -> list[tuple[int, str]]:
    data = _first_object(reply)
    rows = data.get("translations") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise Mismatch("no JSON with translations in the reply")
    return [_numbered(row) for row in rows]


def _numbered(row: Any) -> tuple[int, str]:
    number, text = (row.get("id"), row.get("text")) if isinstance(row, dict) else (None, None)
    if isinstance(number, str) and number.isascii() and number.isdigit():
        number = int(number)
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(text, str):
        raise Mismatch("an entry of the reply has no id or no text")
    return number, text


def _first_object(reply: str) -> Any:
    """Return the first JSON value in a reply, in front of which a model may have written a sentence."""
    decoder = json.JSONDecoder()
    for match in islice(re.finditer(r"[{\[]", reply), _MOST_STARTS):
        try:
            return decoder.raw_decode(reply, match.start())[0]
        except (ValueError, RecursionError):
            continue
    return None


def _from_lines(reply: str, count: int) -> list[tuple[int, str]]:
    lines = [line for line in reply.splitlines() if line.strip()]
    if count == 1:
        if len(lines) != 1:
            raise Mismatch(f"{len(lines)} lines for one text")
        return [(1, lines[0])]
    matches = [_NUMBERED.fullmatch(line) for line in lines]
    if not all(matches):
        raise Mismatch("a line of the reply has no number")
    return [(int(match[1]), match[2]) for match in matches if match]


def _shown(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) or "nowhere"
    return f"{shown}, ..." if len(numbers) > 8 else shown
