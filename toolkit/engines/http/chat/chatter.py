"""What models say around a translation, in the languages that there is data for: announcements, notes, offers of help.

What they say is data: ``languages/en/chatter.yaml``. A phrase that the text itself has is part of its translation.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from toolkit.languages import in_force, load, remembered
from toolkit.languages.codes import language_name, own_name

# A model that goes round in circles may write a million of them, which must not be looked at again and again.
_MARKS = r"[*_#>\s]{0,20}"
_COLON = r"\s*(?:\*\*\s*[:：]|[:：]\s*\*\*(?=\s)|[:：])\s*"  # in bold type, or with bold type behind it
# A colon that begins something, not one in a clock time or an address.
_BEGINS = re.compile(r"[:：](?=\s|$|\*)")


@dataclass(frozen=True, slots=True)
class Chatter:
    """Patterns for one direction. ``announced`` matches what stands before an answer, up to its first letter.

    ``alone`` is an opener ("Sure!") on a line of its own; ``note`` is how a line below an answer begins, ``bracketed``
    a note in brackets at the end of one, and ``label`` what makes a text be about notes itself.
    """

    announced: re.Pattern[str]
    alone: re.Pattern[str]
    note: re.Pattern[str]
    bracketed: re.Pattern[str]
    label: re.Pattern[str]

    def without_announcement(self, answer: str, text: str) -> str:
        """Return an answer without what announces it; the answer itself where the text has as much."""
        if self.alone.match(f"{text}\n") or self.announced.match(text):
            return answer
        found = self.announced.match(answer)
        on_its_line = found is not None and "\n" not in found[0]
        found = found or self.alone.match(answer)
        rest = answer[found.end() :] if found else ""
        lost = on_its_line and _lacks_colon(rest, text)
        return rest if rest.strip() and not lost else answer

    def without_notes(self, answer: str, text: str) -> str:
        """Return an answer without the notes below it, or in brackets behind it; itself where the text has some."""
        if self.label.search(text):
            return answer
        lines = answer.splitlines()
        first = next((at for at, line in enumerate(lines) if at and self.note.match(line)), len(lines))
        kept = "\n".join(lines[:first]).rstrip() if first < len(lines) else answer
        found = self.bracketed.search(kept)
        kept = kept[: found.start()].rstrip() if found else kept
        return answer if not kept.strip() or _lacks_colon(kept, text) else kept

    def announces(self, line: str) -> bool:
        """Whether a line does nothing but announce what follows."""
        found = self.announced.match(f"{line}\n") or self.alone.match(f"{line}\n")
        return bool(found) and found.end() >= len(line.rstrip()) if found else False


def _lacks_colon(rest: str, text: str) -> bool:
    """Whether what is left of an answer has fewer colons than its text: then one of those taken away is the text's."""
    return len(_BEGINS.findall(rest)) < len(_BEGINS.findall(text))


@remembered()
def chatter(source: str, target: str) -> Chatter:
    """Return the patterns of a direction, made of the data of every language: models change into any."""
    codes = (source, target)
    names = {language_name(target), own_name(target), _name_in(source, target)}
    language = rf"(?:{'|'.join(re.escape(name.lower()) for name in sorted(names, key=len, reverse=True))})"
    data = partial(_phrases, tuple(dict.fromkeys((*codes, *sorted(in_force().codes)))), language)
    openers, preambles, notes, closings = map(data, ("openers", "preambles", "notes", "closings"))
    opener = rf"(?:{openers})\b[!.,…]*"
    begins = rf"{_MARKS}(?:{opener}\s+)*{_MARKS}(?:{preambles})"
    return Chatter(
        re.compile(rf"{begins}(?:{_COLON}|\*{{0,4}}[.!]?\*{{0,4}}[^\S\n]*\n\s*)", re.IGNORECASE),
        re.compile(rf"{_MARKS}{opener}[^\S\n]*\n\s*", re.IGNORECASE),
        re.compile(rf"[\s*_>([-]*(?:(?:{notes}){_COLON}|(?:{closings})\b)", re.IGNORECASE),
        re.compile(rf"[(\[]\s*\**(?:{notes}){_COLON}[^()\[\]]*[)\]]\s*$", re.IGNORECASE),
        re.compile(rf"\b(?:(?:{notes}){_COLON}|(?:{closings})\b)", re.IGNORECASE),
    )


def _phrases(languages: Iterable[str], language: str, key: str) -> str:
    """Return all phrases of a kind as one pattern; one that matches nothing where there are none."""
    found: Iterator[str] = chain.from_iterable(load(code, "chatter").get(key, ()) for code in languages)
    return "|".join(dict.fromkeys(f"(?:{phrase.replace('{language}', language)})" for phrase in found)) or r"(?!)"


def _name_in(code: str, named: str) -> str:
    """Return what a language is called in another one, or its own name where that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code).languages.get(named) or own_name(named))
    except (UnknownLocaleError, ValueError):
        return own_name(named)
