"""The two languages of a translation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """The codes of the languages of the original and of the translation; as text "it > en"."""

    source: str
    translation: str

    def __str__(self) -> str:
        return f"{self.source} > {self.translation}"
