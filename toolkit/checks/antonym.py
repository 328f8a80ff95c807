"""Antonym: a word that says the opposite of what an engine would write."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.channels.heads import ChannelPlace
from toolkit.checks._channels import channel_findings
from toolkit.model import Case, Finding, Severity, Unchecked
from toolkit.plugins.contracts import Check

# Precision where one sentence in twenty is damaged in this way, from the rates in the docstring.
_CONFIDENCE: dict[Severity, float] = {"warning": 0.7, "info": 0.4}


@dataclass(frozen=True, slots=True)
class Antonym:
    """A word whose opposite an engine finds far likelier in its place.

    It matters because the sentence says the reverse and reads as well as before. The opposite must be among the words
    that every witness prefers there, and beat the word that stands there by some six nats.

    Bad:  "I prezzi sono aumentati." - "Prices have fallen."
    Good: "I prezzi sono aumentati." - "Prices have risen."

    Measured: recall .51 on the 49 Italian-English items of DEMETR's antonyms (odd ids) under two drafts; false alarms
    on 1,007 clean news pairs of NTREX-128: 2.1 %. At 5 %, .59.
    """

    needs_source: ClassVar[bool] = True
    needs_witness: ClassVar[bool] = True
    channel: ClassVar[str] = "antonym"

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield at most one finding a unit; nothing is judged without a witness."""
        return channel_findings(case, self.channel, "accuracy/mistranslation", _CONFIDENCE, _message, suggests=True)


def _message(text: str, place: ChannelPlace) -> str:
    return f'"{text[place.start : place.end]}" may say the opposite: an engine expects "{place.hint}" here'


PLUGIN: type[Check] = Antonym
