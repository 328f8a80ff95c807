"""English words that look like a word of the original language and mean another thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.interference.findings import interference
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """An English word used in the sense of the word it resembles.

    "Eventual delays" for "eventuali ritardi" announces what was only possible: the sentence is fluent and wrong. Most
    of these words are right most of the time, so an entry is the word in the company that gives the other sense away.
    The entries are data, ``toolkit/languages/it-en/interference.yaml`` for Italian. The original's word in the source
    makes it an error.

    Bad:  Eventual delays are announced by the actual government.
    Good: Any delays are announced by the present government.

    Recall is measured together with calque and told there. On clean news (NTREX-128, 1,007 segments) it marks none.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each false friend with the word that was meant, or that there is no data for the two languages."""
        yield from interference("false_friends", "accuracy/mistranslation", case)


PLUGIN: type[Check] = FalseFriend
