"""How texts go to a chat model and come back: one answer for each text, or none for the whole request.

``json``: numbered objects both ways; the order does not matter. ``lines``: numbered lines both ways; a single text goes
bare and comes back bare, which small models manage best. What surely is no translation is left out of a reply; what
does not fit exactly then is ``NoAnswer``.
"""

import json
import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from toolkit.engines.http.chat import envelope, json_rows, leftovers
from toolkit.engines.http.chat.chatter import Chatter
from toolkit.engines.http.chat.completion import NoAnswer
from toolkit.languages.codes import language_name
from toolkit.model import Hypothesis
from toolkit.plugins.plurals import counted

Protocol = Literal["json", "lines"]

PLACES = frozenset({"source", "target", "source_code", "target_code"})
_NUMBERED = re.compile(r"\s*(?:\*\*(\d{1,6})\s*[:.)]?\*\*[:.)]?|(\d{1,6})\s*(?:[:\t]|[.)](?=\s)))\s*(.*\S)\s*")
_FENCE = re.compile(r"\s*```[\w-]*\s*")

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
_AGAIN: dict[Protocol, str] = {
    "json": "Your last reply was no such JSON: write that and nothing before or behind it.",
    "lines": "Your last reply did not keep to this: write the translation alone, without a word before or below it.",
}
_CONTEXT = (
    "What comes before the texts in the document is sent along. It is for understanding only: never translate it."
)


@dataclass(frozen=True, slots=True)
class Request:
    """The texts of one request, and what stands before the first of them in the document.

    ``again``: the last reply to it was none.
    """

    texts: Sequence[str]
    before: Sequence[str] = ()
    again: bool = False


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
    rules = [_RULES[protocol], *([_CONTEXT] if request.before else []), *([_AGAIN[protocol]] if request.again else [])]
    return [
        {"role": "system", "content": f"{named.strip()}\n\n{' '.join(rules)}"},
        {"role": "user", "content": _json(request) if protocol == "json" else _lines(request)},
    ]


def response_format() -> dict[str, Any]:
    """Return the parameter that binds a server to the protocol ``json``: "structured outputs", by a JSON Schema.

    https://platform.openai.com/docs/guides/structured-outputs; llama.cpp and Ollama make a grammar of it.
    """
    row = {"id": {"type": "integer"}, "text": {"type": "string"}}
    rows = {"type": "array", "items": _closed(row)}
    schema = _closed({"translations": rows})
    return {"type": "json_schema", "json_schema": {"name": "translations", "strict": True, "schema": schema}}


def answers(reply: str, texts: Sequence[str], protocol: Protocol, said: Chatter) -> list[Hypothesis]:
    """Return exactly one answer for each text, none blank, in their order; raises NoAnswer.

    The notes of an answer say what was left out of it.
    """
    plain = envelope.opened(reply, texts)
    rows = json_rows.found(plain, texts) if protocol == "json" else _from_lines(plain, texts, said)
    numbers = [number for number, _ in rows]
    count = len(texts)
    if sorted(numbers) != list(range(1, count + 1)):
        there = f"{counted(len(rows), 'answer')} for {counted(count, 'text')}, numbered {_shown(numbers)}"
        raise NoAnswer(there, shown=reply)
    found = []
    for number, (text, answer) in enumerate(zip(texts, (own for _, own in sorted(rows)), strict=True), 1):
        plain, notes = leftovers.cleaned(answer, text, said, alone=count == 1)
        if not plain.strip():
            raise NoAnswer(f"nothing for text {number} of {count}" if count > 1 else "an empty answer", "empty", reply)
        if protocol == "lines" and len(lines := plain.strip().splitlines()) > 1:
            raise NoAnswer(f"{len(lines)} lines for one text", shown=reply)
        found.append(Hypothesis(plain, notes))
    return found


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


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a map with all of these keys, and no others."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _from_lines(reply: str, texts: Sequence[str], said: Chatter) -> json_rows.Rows:
    if len(texts) == 1:
        lines = [line for line in reply.splitlines() if line.strip()]
        return [(1, "\n".join(lines))]
    whole = envelope.without_tokens(reply, "\n".join(texts))
    lines = [line for line in whole.splitlines() if line.strip() and not _FENCE.fullmatch(line)]
    if lines and said.announces(lines[0]):
        lines = lines[1:]
    last = next((at for at, line in enumerate(lines) if at and said.note.match(line)), len(lines))
    matches = [_NUMBERED.fullmatch(line) for line in lines[:last]]
    if not all(matches):
        raise NoAnswer("a line of the reply has no number", shown=reply)
    return [(int(match[1] or match[2]), match[3]) for match in matches if match]


def _shown(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) or "nowhere"
    return f"{shown}, ..." if len(numbers) > 8 else shown
