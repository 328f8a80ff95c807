"""What the body of a chat server's answer holds: the words of the model, or why there are none.

https://platform.openai.com/docs/api-reference/chat/object, and what servers that speak the same protocol write
besides: content in parts, reasons of their own for stopping, results of filters (Azure OpenAI, OpenRouter, Gemini ...).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.engines.http import client as http_client
from toolkit.model import Defect

MOST_QUOTED = 200
"""How many characters of a server's own words a reason has."""

_CUT = frozenset({"length", "max_tokens", "max_output_tokens", "max_completion_tokens", "model_length", "token_limit"})
_OVERFLOWN = "model_context_window_exceeded"
_BROKEN_OFF = frozenset({"error", "network_error", "insufficient_system_resource", "cancelled", "canceled", "abort"})
_FILTERED = frozenset(
    {
        *("content_filter", "content_filtered", "contentfilter", "refusal", "safety", "image_safety", "recitation"),
        *("prohibited_content", "blocklist", "spii", "sensitive", "moderation", "guardrail_intervened", "blocked"),
    }
)
_TOO_LONG = re.compile(
    r"context_length_exceeded|exceed_context_size|context_(?:window_)?exceeded|model_context_window"
    r"|exceeds?\b[^.]{0,30}\bcontext|context (?:size|length|window|limit)\b[^.]{0,60}\b(?:exceed|reached)"
    r"|maximum context length|maximum (?:model|sequence|input|prompt) length|longer than the model'?s? context"
    r"|(?:prompt|input|request)[^.]{0,20} (?:is )?too (?:long|large)|too many (?:input )?tokens"
    r"|reduce the length|reduce your message size|context window",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"content_filter|content[_ ]policy|content management policy|ResponsibleAIPolicy|data_?inspection|inappropriate"
    r"|content exists risk|considered high risk|\bmoderation\b|\bflagged\b|prohibited_content|usage polic"
    r"|safety (?:system|filter|polic|reason|check)|(?:blocked|rejected) (?:by|for|due to)[^.]{0,40}safety"
    r"|sensitive (?:content|words?|information|topic)",
    re.IGNORECASE,
)
_KINDS = (
    *("error", "errors", "innererror", "message", "detail", "code", "type", "status", "reason", "reasons"),
    *("metadata", "raw"),
)
_REFUSING = frozenset({200, 400, 403, 422, 451})
_TOO_LONG_FOR = frozenset({200, 400, 413, 422, 500})


class NoAnswer(Exception):
    """There is no answer to what was asked; the message says why, in a clause that people read.

    ``defect`` is what it would make of a single text; ``shown`` is what came in place of an answer.
    """

    def __init__(self, reason: str, defect: Defect = "mismatch", shown: str = "") -> None:
        super().__init__(reason)
        self.defect, self.shown = defect, shown


class TooLong(NoAnswer):
    """What was asked does not fit what the model can read at once."""


class NoCompletion(Exception):
    """The body is none that a chat model's server sends."""


def words(answer: Any) -> str:
    """Return what the model wrote; raises NoAnswer where it wrote nothing that counts, and NoCompletion."""
    if not isinstance(answer, Mapping):
        raise NoCompletion
    choices = answer.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, Mapping) or not isinstance(choice.get("message"), Mapping):
        reasons = ", ".join(_filters(answer, choice))
        if reasons:
            raise NoAnswer(f"a filter stopped the text ({reasons})", "refusal")
        raise NoCompletion
    message = choice["message"]
    found = _joined(message.get("content"))
    stopped = str(choice.get("finish_reason") or choice.get("native_finish_reason") or "").lower()
    kind = re.split(r"[\s:,]", stopped, maxsplit=1)[0].replace("-", "_")
    refusal = _text(message.get("refusal")) or _refusal_part(message.get("content"))
    if refusal:
        raise NoAnswer(f"the model refused: “{quoted(refusal)}”", "refusal", found or refusal)
    if kind in _FILTERED or (not found.strip() and any(_filters(answer, choice))):
        reasons = ", ".join(
            dict.fromkeys([*([quoted(stopped)] if kind in _FILTERED else []), *_filters(answer, choice)])
        )
        raise NoAnswer(f"a filter stopped the answer ({reasons})", "refusal", found)
    if kind == _OVERFLOWN:
        raise TooLong("it does not fit the model's context", "cut", found)
    if kind in _CUT:
        raise NoAnswer("the reply was cut off at the model's limit", "cut", found)
    if kind in _BROKEN_OFF:
        said = http_client.message(choice.get("error")) or stopped
        raise NoAnswer(f"the server broke off its reply ({quoted(said)})", "cut", found)
    if not found.strip():
        thought = _text(message.get("reasoning_content")) or _text(message.get("reasoning"))
        raise NoAnswer(f"the reply holds {'a thought and ' if thought else ''}no text", "empty")
    return found


def no_answer(status: int, body: Any, said: str) -> NoAnswer | None:
    """Return why a service that refuses a request refuses these texts, or None where it would refuse any.

    ``said`` are its own words, fit to be shown.
    """
    marks = f"{said} {_flat(body)}"
    shown = f" ({quoted(said)})" if said else ""
    if status == 413 or (status in _TOO_LONG_FOR and _TOO_LONG.search(marks)):
        return TooLong(f"it does not fit the model's context{shown}", "cut")
    if status in _REFUSING and _REFUSED.search(marks):
        return NoAnswer(f"a filter stopped the text{shown}", "refusal")
    return None


def quoted(said: str) -> str:
    """Return a server's words on one line, not too long."""
    line = " ".join(said.split())
    return line if len(line) <= MOST_QUOTED else f"{line[:MOST_QUOTED].rstrip()}..."


def _joined(content: Any) -> str:
    """Return a content as one text: what it is, or the text of its parts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else [content]
    return "".join(_part(part) for part in parts)


def _part(part: Any) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, Mapping) or part.get("type", "text") not in ("text", "output_text"):
        return ""
    text = part.get("text")
    return _text(text.get("value") if isinstance(text, Mapping) else text)


def _refusal_part(content: Any) -> str:
    parts = content if isinstance(content, list) else ()
    return "".join(_text(part.get("refusal")) for part in parts if isinstance(part, Mapping))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _filters(answer: Mapping[str, Any], choice: Any) -> Iterator[str]:
    """Yield the names of the filters that a server says have struck: categories, or a reason for blocking."""
    results: list[Any] = [choice.get("content_filter_results")] if isinstance(choice, Mapping) else []
    prompts = answer.get("prompt_filter_results") or answer.get("prompt_annotations")
    parts = prompts if isinstance(prompts, list) else []
    results += [part.get("content_filter_results") for part in parts if isinstance(part, Mapping)]
    for result in results:
        for name, struck in result.items() if isinstance(result, Mapping) else ():
            if isinstance(struck, Mapping) and struck.get("filtered") is True:
                yield quoted(str(name))
    feedback = answer.get("prompt_feedback") or answer.get("promptFeedback")
    if isinstance(feedback, Mapping):
        reason = feedback.get("block_reason") or feedback.get("blockReason")
        if reason:
            yield quoted(str(reason))


def _flat(body: Any, deep: int = 6) -> str:
    """Return the words of a body that say of what kind a refusal is; ``raw`` is what stands behind a go-between."""
    if isinstance(body, Mapping) and deep:
        return " ".join(_flat(body[name], deep - 1) for name in _KINDS if name in body)
    if isinstance(body, list) and deep:
        return " ".join(_flat(part, deep - 1) for part in body[:8])
    return str(body)[:2000] if isinstance(body, str) else ""
