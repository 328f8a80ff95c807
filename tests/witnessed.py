"""Cases with a witness: what the bundled Portuguese-English model says of a translation, asked directly."""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.engines.bergamot import Bergamot
from toolkit.model import Case, LanguagePair, Unit
from toolkit.model.witness import Witness
from toolkit.readers.files.folding import sentences_of
from toolkit.run.stages.exchanges import with_exchanges
from toolkit.run.stages.fillings import with_fillings


def witnesses(sources: Sequence[str], translations: Sequence[str]) -> tuple[tuple[Witness, ...], ...]:
    """Return one witness for each pair of a Portuguese text and an English one, with all that can be told."""
    scorer = Bergamot(threads=1)
    own = [answer.text for answer in scorer.translate(sources, "pt", "en")]
    parts = zip(
        sources,
        scorer.score(translations, sources, "pt", "en"),
        scorer.score(sources, translations, "en", "pt"),
        own,
        scorer.score(sources, own, "en", "pt"),
        scorer.score(translations, [""] * len(translations), "pt", "en"),
        strict=True,
    )
    found = [Witness("direct", "pt", *some) for some in parts]
    units = [
        Unit(number, sentences_of(source, number), sentences_of(translation, number))
        for number, (source, translation) in enumerate(zip(sources, translations, strict=True))
    ]
    whole = with_exchanges(scorer, with_fillings(scorer, found, "pt", "en"), units, LanguagePair("pt", "en"))
    return tuple((witness,) for witness in whole)


def witnessed(case: Case) -> Case:
    """Return the case with a witness for each unit."""
    sources = [unit.source_text for unit in case.units]
    return replace(case, witnesses=witnesses(sources, [unit.translation_text for unit in case.units]))
