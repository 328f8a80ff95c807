"""What the witnesses say of a unit as data: the words of ``comparison.json`` that the page tints, with figures."""

from collections.abc import Sequence
from typing import Any

from toolkit.model import Unit
from toolkit.model.witness import Witness
from toolkit.reports.wording.unlikely_words import Unlikely, judged, unlikely_words, unrendered_words


def testimony(unit: Unit, witnesses: Sequence[Witness]) -> list[dict[str, Any]]:
    """Return a dict for each witness of the unit, empty where there is none.

    ``unlikely`` are the words that every witness finds so, with this one's own deficit and preference; of the original,
    for one that is asked with the sides exchanged.
    """
    agreed = unlikely_words(unit.translation_text, witnesses)
    doubted = unlikely_words(unit.source_text, witnesses, exchanged=True)
    return [
        {
            "name": witness.name,
            "language": witness.language,
            "given": witness.given,
            "exchanged": witness.exchanged,
            "forward": round(witness.of_translation.mean, 3),
            "backward": round(witness.of_source.mean, 3),
            "unlikely": [] if witness.exchanged else _unlikely(witness, unit.translation_text, agreed),
            "unlikely_in_original": _unlikely(witness, unit.source_text, doubted) if witness.exchanged else [],
            "unrendered": [
                {
                    "start": word.start,
                    "end": word.end,
                    "text": witness.given[word.start : word.end],
                    "rendered": word.rendered,
                }
                for word in unrendered_words(witness, witnesses)
            ],
        }
        for witness in witnesses
    ]


def _unlikely(witness: Witness, text: str, agreed: Sequence[Unlikely]) -> list[dict[str, Any]]:
    """Return those of the agreed words of a text that this witness was asked about."""
    places = {(word.start, word.end) for word in agreed}
    return [
        {
            "start": word.start,
            "end": word.end,
            "text": text[word.start : word.end],
            "deficit": deficit,
            "preferred": word.preferred,
        }
        for word, deficit in judged(witness.forward)
        if (word.start, word.end) in places and witness.forward.text == text
    ]
