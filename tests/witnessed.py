"""Cases with a witness: what the bundled Portuguese-English model says of a translation, asked directly."""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.engines.bergamot import Bergamot
from toolkit.model import Case
from toolkit.model.witness import Witness
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
    return tuple((witness,) for witness in with_fillings(scorer, found, "pt", "en"))


def witnessed(case: Case) -> Case:
    """Return the case with a witness for each unit."""
    sources = [unit.source_text for unit in case.units]
    return replace(case, witnesses=witnesses(sources, [unit.translation_text for unit in case.units]))
