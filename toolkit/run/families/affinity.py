"""How near a translation is to an engine's own draft of the source, and whether that is nearer than people come.

Engines of one family write the same runs of words; people seldom do. Runs of four words tell who made a text as well
as runs of three or five, and better than chrF, its percentiles and equal units: of the words of people's translations
.06 to .48 stood in such a run of an engine's draft, of those of a sibling of the engine .42 to .77, of an engine of
another family .14 to .41. A strong engine comes nearer to people: .48 of a person's words are in runs of a good
machine translation. So much more is suspicious, whatever the engine; and less is, where people's distance to this
engine's drafts is known (``toolkit calibrate --pairs``) and many units are nearer than that. ``python -m
benchmarks.families`` on 51 documents of news and newsletters: 0 of 50 people's texts are suspected (16 of them never
looked at), all of 100 by the engines themselves, 99 of these with every fifth word another, and 71 of 100 by siblings
of theirs; of the wrong family .6 %.
"""

from collections.abc import Mapping, Sequence

from toolkit.analysis.text.words import SIGNS
from toolkit.config.settings import Config, Route
from toolkit.model import Affinity, Pair, Unit
from toolkit.plugins.signatures import name_of, signature_in
from toolkit.run.cache.cache import Cache
from toolkit.run.stages.percentiles import calibrated
from toolkit.run.stages.scores import score_pairs

RUN = 4
LEAST_WORDS = 60
SURE = 0.65
LIKELY = 0.45
MOST_ABOVE = 0.30
_USUAL = 95.0
_LEAST_UNITS = 5


def affinities(
    units: Sequence[Unit], drafts: Mapping[str, Sequence[str]], config: Config, cache: Cache | None = None
) -> tuple[Affinity, ...]:
    """Return how near the translation is to each route's drafts; of a text of a few words nothing is suspicious."""
    found = []
    for route in config.routes:
        if route.name not in drafts:
            continue
        written = drafts[route.name]
        counted = [_covered(unit.translation_text, draft) for unit, draft in zip(units, written, strict=True)]
        words = sum(of for _, of in counted)
        share = sum(covered for covered, _ in counted) / words if words else 0.0
        enough = words >= LEAST_WORDS
        asked = enough and LIKELY <= share < SURE
        above = _above(units, route, written, config, cache) if asked else None
        suspicious = enough and (share >= SURE or (above is not None and above >= MOST_ABOVE))
        found.append(Affinity(route.name, route.returned.family, round(share, 4), words, above, suspicious))
    return tuple(found)


def _covered(text: str, draft: str) -> tuple[int, int]:
    """Return how many words stand in a run that the draft has, and of how many; (0, 0) for a text without a run."""
    words, drafted = SIGNS.findall(text.casefold()), SIGNS.findall(draft.casefold())
    if len(words) < RUN:
        return 0, 0
    known = set(_runs(drafted))
    covered, end = 0, 0
    for at, run in enumerate(_runs(words)):
        if run in known:
            covered += at + RUN - max(at, end)
            end = at + RUN
    return covered, len(words)


def _runs(words: Sequence[str]) -> "list[tuple[str, ...]]":
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _above(
    units: Sequence[Unit], route: Route, drafts: Sequence[str], config: Config, cache: Cache | None
) -> float | None:
    """Return the share of units whose draft is nearer than 95 % of human translations, None where that is unknown."""
    metric = next((one for one in config.metrics if name_of(one.signature()) == "chrf"), None)
    if metric is None:
        return None
    source, target = config.source_language, config.translation_language
    pairs = [
        Pair(draft, unit.translation_text, target, target, "draft-translation")
        for draft, unit in zip(drafts, units, strict=True)
    ]
    legs = {"back": signature_in(route.back, target, source), "return": signature_in(route.returned, source, target)}
    scores = [(score_pairs(metric, pairs, route.name, cache), legs)]
    (placed,) = calibrated(scores, units, config.calibration, config.pair)
    known = [value for value in placed.percentiles if value is not None]
    if len(known) < _LEAST_UNITS:
        return None
    return round(sum(value > _USUAL for value in known) / len(known), 4)
