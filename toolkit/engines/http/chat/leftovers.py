"""An answer without what its model put around it, which is no part of the translation, and what that was.

Taken away is only what the text itself has nothing of: a text in quotation marks keeps them, one that begins with "1:"
its number, one that talks about ``</s>`` its ``</s>``.
"""

import re
from collections.abc import Iterator

from toolkit.engines.http.chat import envelope
from toolkit.engines.http.chat.chatter import Chatter

ANNOUNCEMENT = "left out: what announced the translation"
NOTE = "left out: the model's own note"
NUMBER = "left out: the number of the text"
BOLD = "left out: bold type that the text lacks"
QUOTES = "left out: quotation marks that the text lacks"
FENCE = "left out: marks of code that the text lacks"
TAGS = "left out: tags around the translation"

# One thing may stand inside another: a sentence before a number before quotation marks.
_MOST_LAYERS = 4

_NUMBER = re.compile(r"\s*1\s*[:.)]\s+(?=\S)")
_ENUMERATED = re.compile(r"\W*(?:\d|\w[.):]\s)")
_FENCED = re.compile(r"```[\w-]*[^\S\n]*\n?(.*)```", re.DOTALL)
_TAGGED = re.compile(r"\s*<(answer|translation|output|final|finaltext|response|result|target)>(.*)</\1>\s*", re.DOTALL)
_EMPHASIS = re.compile(r"[*_]|</?(?:b|strong|em|i|u|mark)\b", re.IGNORECASE)
_CLOSERS = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "”": "”", "‘": "’", "'": "'", "「": "」"}
_SINGLE = frozenset("'‘’")
_QUOTES = frozenset("\"“”„«»‹›‘’'「」`´‚<>,*_")  # also as they are typed: <<so>>, ,,so''
_SPEECH = frozenset("–—―-")  # a dash begins direct speech in Italian, Spanish and French
# Quotation marks that are no apostrophes.
_AT_AN_EDGE = re.compile(r"(?<!\w)['’‘]|['’](?!\w)")


def cleaned(answer: str, text: str, said: Chatter, *, alone: bool) -> tuple[str, tuple[str, ...]]:
    """Return an answer to a text without what is no translation, and a note for each kind of thing that was left out.

    ``alone``: the text was the only one, so that no number belongs to it.
    """
    notes: list[str] = []
    for _ in range(_MOST_LAYERS):
        before = answer
        for note, less in _layers(answer, text, said, alone=alone):
            answer = less
            if note not in notes:
                notes.append(note)
            break
        if answer == before:
            break
    return answer, tuple(notes)


def _layers(answer: str, text: str, said: Chatter, *, alone: bool) -> Iterator[tuple[str, str]]:
    """Yield what can be taken off now, outermost first, with what is left then."""
    tries = (
        (envelope.TOKENS, envelope.without_tokens(answer, text)),
        (FENCE, _unfenced(answer, text)),
        (TAGS, _untagged(answer, text)),
        (NOTE, said.without_notes(answer, text)),
        (ANNOUNCEMENT, said.without_announcement(answer, text)),
        (NUMBER, _unnumbered(answer, text) if alone else answer),
        (BOLD, _plain(answer, text)),
        (QUOTES, _unquoted(answer, text)),
    )
    yield from ((note, less) for note, less in tries if less != answer)


def _unfenced(answer: str, text: str) -> str:
    if "`" in text:
        return answer
    bare = answer.strip()
    found = _FENCED.fullmatch(bare)
    if found:
        return found[1].rstrip()
    inside = bare[1:-1]
    return inside if len(bare) > 2 and bare[0] == bare[-1] == "`" and "`" not in inside and inside.strip() else answer


def _untagged(answer: str, text: str) -> str:
    found = _TAGGED.fullmatch(answer)
    return found[2].strip() if found and f"<{found[1]}>" not in text and found[2].strip() else answer


def _unnumbered(answer: str, text: str) -> str:
    found = _NUMBER.match(answer)
    return answer[found.end() :] if found and not _ENUMERATED.match(text) else answer


def _plain(answer: str, text: str) -> str:
    """Return an answer without bold type, unless the text has emphasis of any kind."""
    marks = answer.count("**")
    if not marks or marks % 2 or "***" in answer or _EMPHASIS.search(text):
        return answer
    less = answer.replace("**", "")
    return less if less.strip() else answer


def _unquoted(answer: str, text: str) -> str:
    """Return an answer without the quotation marks around all of it, unless the text has some at either end."""
    bare = answer.strip()
    if len(bare) < 3 or bare[-1] not in _CLOSERS.get(bare[0], ""):
        return answer
    inside = bare[1:-1]
    inner = _AT_AN_EDGE.search(inside) if bare[0] in _SINGLE else bare[0] in inside or bare[-1] in inside
    if inner or not inside.strip() or _quoted(text):
        return answer
    return inside.strip()


def _quoted(text: str) -> bool:
    """Whether a text begins or ends with a quotation mark, or begins with a dash."""
    bare = text.strip()
    first, last = bare.lstrip("([…. ")[:1], bare.rstrip(".,;:!?…)] ")[-1:]
    return first in _QUOTES | _SPEECH or last in _QUOTES
