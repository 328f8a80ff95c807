"""What stands in the replies of translation services: as many texts as were asked for, without their markup."""

import html
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from toolkit.errors import EngineError
from toolkit.plugins import plurals

# What a service escapes: the signs of markup, by their names or numbers, and nothing without its semicolon.
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|#0*(?:34|38|39|60|62)|#[xX]0*(?:2[267]|3[cCeE]));")
# An ampersand with what makes it an entity, however often it was escaped: "&", "&lt;", "&amp;amp;lt;".
_AMPERSAND = re.compile(r"&(?:amp;)*(?:#?\w{1,32};)?")


def unescaped(answer: str, text: str) -> str:
    """Return an answer without what the service escaped in it, if it did: what the text has itself stays as it is.

    Whether it did is told by the ampersands of both, which are alike either as the answer stands or once it is
    unescaped. Of a text that comes back as it is, escaped or not, this gives that text, whatever is in it.
    """
    plain = _ESCAPED.sub(lambda match: html.unescape(match[0]), answer)
    if plain == answer:
        return answer
    wanted = Counter(_AMPERSAND.findall(text))
    if _unlike(answer, wanted) == 0 or _unlike(answer, wanted) < _unlike(plain, wanted):
        return answer
    return plain


def _unlike(answer: str, wanted: Counter[str]) -> int:
    """Return how many ampersands the answer has and the text has not, and the other way round."""
    found = Counter(_AMPERSAND.findall(answer))
    return (found - wanted).total() + (wanted - found).total()


def listed(reply: object, key: str) -> list[Any] | None:
    """Return what stands under a key of each translation in a reply, or None where there is no such list."""
    found = reply.get("translations") if isinstance(reply, dict) else None
    return [part.get(key) if isinstance(part, dict) else None for part in found] if isinstance(found, list) else None


class Miscount(EngineError):
    """There are not as many answers as texts, so that nobody knows which belongs to which."""


def counted(name: str, answers: object, texts: Sequence[str]) -> list[str]:
    """Return the answers if they are as many as the texts, "" where one is no string; raises EngineError otherwise."""
    if not isinstance(answers, list) or not (answers == [] or any(isinstance(answer, str) for answer in answers)):
        raise EngineError(f"{name}: the answer holds no list of translations; is url the address of such a service?")
    if len(answers) != len(texts):
        raise Miscount(f"{plurals.counted(len(answers), 'answer')} for {plurals.counted(len(texts), 'text')}")
    return [answer if isinstance(answer, str) else "" for answer in answers]
