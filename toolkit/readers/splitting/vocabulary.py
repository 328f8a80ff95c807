"""What sentence splitting must know of a language: the words of ``languages/it/splitting.yaml``."""

import re
from dataclasses import dataclass
from typing import Any

from toolkit import languages
from toolkit.languages import in_force, remembered

_QUOTATIONS = ("“”", "«»")
OPENING_MARKS = "\"'“„«»‚‘‹›([{¿¡–—―•·*-"

_OPENERS = re.compile(rf"[{re.escape(OPENING_MARKS)}\s]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LISTS = (
    "titles", "never", "before_number", "inner", "dates", "units", "labels", "starters", "lettered", "ordinal_before",
    "ordinal_after", "marked_names", "open_words", "hyphen_partners", "capitals", "own_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a language file: written in lower case they match lower case and a capital; otherwise as written.

    What is two words has a low line between them: "par_ex".
    """

    lower: frozenset[str]
    exact: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> "Words":
        """Read words separated by white space; ``=word`` matches only as written."""
        words = text.split()
        exact = {word.removeprefix("=") for word in words if word != word.lower() or word.startswith("=")}
        return cls(frozenset(words) - exact, frozenset(exact))

    def __contains__(self, word: str) -> bool:
        """Return whether the word is listed; all capitals count only for a single letter or between full stops."""
        shouted = word.isupper() and "." not in word and sum(map(str.isalpha, word)) > 1
        return word in self.exact or (not shouted and word.lower() in self.lower)


@dataclass(frozen=True, slots=True)
class SplittingVocabulary:
    """The word lists of one language; what each holds is said in ``languages/en/splitting.yaml``."""

    language: str
    titles: Words
    foreign_titles: frozenset[str]
    never: Words
    before_number: Words
    inner: Words
    dates: Words
    units: Words
    labels: Words
    starters: Words
    lettered: Words
    ordinal_before: Words
    ordinal_after: Words
    marked_names: Words
    open_words: Words
    hyphen_partners: Words
    capitals: Words
    own_words: Words
    reporting: re.Pattern[str] | None
    suffixes: tuple[str, ...]
    roman_ordinals: bool
    marks_attached: bool
    particles_start: bool
    nouns_have_capitals: bool
    quotation_pairs: tuple[str, ...]

    def starts(self, text: str, at: int) -> bool:
        """Return whether the word at ``at`` is one that opens sentences; "A." is an initial."""
        word = next_word(text, at)
        end = at + len(word)
        if not word or text[end : end + 1] == ".":
            return False
        elided = text[end : end + 1] in ("’", "'") and f"{word.lower()}’" in self.starters.lower
        return elided or word.lower() in self.starters.lower

    def begins_sentence(self, line: str) -> bool:
        """Return whether a line opens with a capital that only the beginning of a sentence explains: "The", "Il"."""
        at = skip_openers(line, 0)
        word = next_word(line, at)
        return word[:1].isupper() and word.lower() not in self.capitals.lower and self.starts(line, at)


@remembered()
def vocabulary(language: str) -> SplittingVocabulary:
    """Return the words of a language; "pt-BR" has those of "pt", a language without data has none."""
    base = language.replace("_", "-").split("-")[0].lower()
    data: dict[str, Any] = languages.load(base, "splitting")
    reporting = "|".join(data.get("reporting", "").split())
    return SplittingVocabulary(
        language=base,
        foreign_titles=_foreign_titles(base) - Words.parse(data.get("own_words", "")).exact,
        reporting=re.compile(rf"(?:[^\W\d_a-z][\w’'.-]*\s+){{1,4}}(?:{reporting})\b") if reporting else None,
        suffixes=tuple(data.get("suffixes", "").split()),
        roman_ordinals=bool(data.get("roman_ordinals")),
        marks_attached=bool(data.get("marks_attached")),
        particles_start=bool(data.get("particles_start")),
        nouns_have_capitals=bool(data.get("nouns_have_capitals")),
        quotation_pairs=tuple(data.get("quotation_pairs", _QUOTATIONS)),
        **{name: Words.parse(data.get(name, "")) for name in _LISTS},
    )


def _foreign_titles(language: str) -> frozenset[str]:
    """Return the titles of the other languages, with a capital: "Dott. Neri" stands in English news, too."""
    others = (other for other in in_force().having("splitting") if other != language)
    titles = (title for other in others for title in languages.load(other, "splitting").get("titles", "").split())
    return frozenset(title[0].upper() + title[1:] for title in titles if len(title) > 1)


def next_word(text: str, at: int) -> str:
    """Return the word that begins at ``at``, hyphens included; empty if there is none."""
    match = _WORD.match(text, at)
    return match.group() if match else ""


def skip_openers(text: str, at: int) -> int:
    """Return where the opening quotation marks, brackets, dashes and spaces from ``at`` on end."""
    match = _OPENERS.match(text, at)
    return match.end() if match else at
