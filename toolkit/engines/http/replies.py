"""What stands in the replies of translation services: as many texts as were asked for, without their markup."""

import html
import re
from collections.abc import Sequence
from typing import Any

from toolkit.errors import EngineError
from toolkit.plugins import plurals

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")


def unescaped(answer: str, text: str) -> str:
    """Return an answer with its HTML entities resolved, unless the text itself has some, which must stay."""
    return answer if _ENTITY.search(text) else html.unescape(answer)


def listed(reply: object, key: str) -> list[Any] | None:
    """Return what stands under a key of each translation in a reply, or None where there is no such list."""
    found = reply.get("translations") if isinstance(reply, dict) else None
    return [part.get(key) if isinstance(part, dict) else None for part in found] if isinstance(found, list) else None


def counted(name: str, answers: object, texts: Sequence[str]) -> list[str]:
    """Return the answers if they are as many strings as the texts; raises EngineError otherwise."""
    if not isinstance(answers, list) or not all(isinstance(answer, str) for answer in answers):
        raise EngineError(f"{name}: the answer holds no list of translations; is url the address of such a service?")
    if len(answers) != len(texts):
        there = f"{plurals.counted(len(answers), 'answer')} for {plurals.counted(len(texts), 'text')}"
        raise EngineError(f"{name}: {there}; set batch_texts to 1 if it stays so")
    return answers
