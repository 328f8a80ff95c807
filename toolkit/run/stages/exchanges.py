"""How much likelier an engine finds a translation in which two names have changed places.

An engine that has read who did what to whom finds the translation that says so likelier than the one that says it the
other way round: contrastive evaluation (Sennrich 2017, "How Grammatical is Character-level Neural Machine
Translation?"), with the translation itself as one of the two.
"""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.analysis.names.exchanges import exchanged, exchanges
from toolkit.model import LanguagePair, Unit
from toolkit.model.witness import Exchanged, Witness
from toolkit.plugins.contracts import Scorer


def with_exchanges(
    scorer: Scorer, witnesses: Sequence[Witness], units: Sequence[Unit], pair: LanguagePair
) -> list[Witness]:
    """Return the witnesses, one for each unit, with what the scorer says of names that change places."""
    proposed = [exchanges(unit.source_text, unit.translation_text, pair.source, pair.translation) for unit in units]
    asked = [
        (exchanged(witness.forward.text, exchange), witness.given)
        for witness, some in zip(witnesses, proposed, strict=True)
        for exchange in some
    ]
    if not asked:
        return list(witnesses)
    texts, given = zip(*asked, strict=True)
    answers = iter(scorer.score(texts, given, witnesses[0].language, pair.translation))
    return [
        replace(
            witness,
            exchanges=tuple(
                Exchanged(*exchange, round(next(answers).total - witness.forward.total, 3)) for exchange in some
            ),
        )
        for witness, some in zip(witnesses, proposed, strict=True)
    ]
