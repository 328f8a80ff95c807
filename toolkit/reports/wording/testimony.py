"""What the witnesses say of a unit as data: the words of ``comparison.json`` that the page tints, with figures."""

from collections.abc import Sequence
from typing import Any

from toolkit.model import Unit
from toolkit.model.witness import Witness
from toolkit.reports.wording.unlikely_words import judged, unlikely_words, unrendered_words


def testimony(unit: Unit, witnesses: Sequence[Witness]) -> list[dict[str, Any]]:
    """Return a dict for each witness of the unit, empty where there is none.

    ``unlikely`` are the words that every witness finds so, with this one's own deficit and preference.
    """
    agreed = {(word.start, word.end) for word in unlikely_words(unit.translation_text, witnesses)}
    return [
        {
            "name": witness.name,
            "language": witness.language,
            "given": witness.given,
            "forward": round(witness.forward.mean, 3),
            "backward": round(witness.backward.mean, 3),
            "unlikely": [
                {
                    "start": word.start,
                    "end": word.end,
                    "text": witness.forward.text[word.start : word.end],
                    "deficit": deficit,
                    "preferred": word.preferred,
                }
                for word, deficit in judged(witness.forward)
                if (word.start, word.end) in agreed and witness.forward.text == unit.translation_text
            ],
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
