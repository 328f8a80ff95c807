"""Runs the metrics over the views of the trips, and keeps what they say in the cache."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from toolkit.errors import EngineError
from toolkit.model import LanguagePair, Leg, Pair, Score, Trip, Unit, View
from toolkit.model.witness import Witness
from toolkit.plugins import traits
from toolkit.plugins.contracts import Metric
from toolkit.run import bugs
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.results import Key, LookedUp, foreign_code, recall
from toolkit.run.stages.rejections import rejected_places


def score_all(
    units: Sequence[Unit],
    trips: Sequence[Trip],
    metrics: Sequence[Metric],
    pair: LanguagePair,
    cache: Cache | None = None,
    witnesses: Sequence[tuple[Witness, ...]] = (),
    failed: dict[str, str] | None = None,
) -> tuple[Score, ...]:
    """Return each metric's score on each view that has pairs and on which the metric means something.

    A metric that needs witnesses is left out where no unit has one, and so is one that needs a human translation. One
    that breaks down is put among what ``failed``, with the reason, where that is asked for, and has no score at all.
    Raises EngineError, which names the metric, where nobody asks for what ``failed``.
    """
    scores: list[tuple[Metric, Score]] = []
    fit = [
        metric
        for metric in metrics
        if (any(witnesses) or not traits.needs_witness(metric)) and not traits.needs_reference(metric)
    ]
    views = list(_views(units, trips, pair, witnesses))
    asked = [(metric, pairs, route) for route, view, pairs in views for metric in fit if view in metric.views]
    kept = LookedUp(cache, [_key(metric, pairs) if _is_kept(metric) else None for metric, pairs, _ in asked])
    for place, (metric, pairs, route) in enumerate(asked):
        if metric in fit:
            try:
                row = kept.recall(place, partial(_row, metric, pairs, route))
            except Exception as error:
                if failed is None and isinstance(error, EngineError):
                    raise _named(metric, error) from error
                if failed is None or bugs.to_mend(error):
                    raise
                failed.setdefault(f"metric {traits.called(metric)}", bugs.reason(error))
                fit.remove(metric)
            else:
                scores.append((metric, _score(row, pairs, route)))
    return tuple(score for metric, score in scores if metric in fit)


def _views(
    units: Sequence[Unit], trips: Sequence[Trip], pair: LanguagePair, witnesses: Sequence[tuple[Witness, ...]]
) -> Iterator[tuple[str | None, View, list[Pair]]]:
    """Yield the pairs of each view: an engine's output is the hypothesis, what a person gave the reference."""
    source, target = pair.source, pair.translation
    sources = [unit.source_text for unit in units]
    translations = [unit.translation_text for unit in units]
    with_source = any(unit.source is not None for unit in units)
    if with_source:
        pairs = _pairs(sources, translations, source, target, "source-translation")
        if witnesses:
            pairs = [replace(sides, witnesses=asked) for sides, asked in zip(pairs, witnesses, strict=True)]
        yield None, "source-translation", pairs
    for trip in trips:
        backs, returns = _texts(trip, trip.back), _texts(trip, trip.returned)
        if with_source:
            yield trip.route, "source-back", _pairs(backs, sources, source, source, "source-back")
        yield trip.route, "translation-return", _pairs(returns, translations, target, target, "translation-return")
        if trip.draft is not None:
            drafts = _texts(trip, trip.draft)
            yield trip.route, "draft-translation", _pairs(drafts, translations, target, target, "draft-translation")


def _texts(trip: Trip, leg: Leg) -> list[str]:
    """Return the answers of a leg; nothing for a unit that the trip lost: all its views are of the same units."""
    lost = rejected_places(trip)
    return ["" if place in lost else answer.text for place, answer in enumerate(leg.outputs)]


def _pairs(left: Sequence[str], right: Sequence[str], first: str, second: str, view: View) -> list[Pair]:
    return [Pair(text, reference, first, second, view) for text, reference in zip(left, right, strict=True)]


def score_pairs(metric: Metric, pairs: Sequence[Pair], route: str | None, cache: Cache | None) -> Score:
    """Return a metric's score of some pairs of one view, from the cache where it is known.

    Raises EngineError, which names the metric, where that breaks down.
    """
    try:
        if not _is_kept(metric):
            return metric.score(pairs, route)
        return _score(recall(cache, _key(metric, pairs), lambda: _row(metric, pairs, route)), pairs, route)
    except EngineError as error:
        raise _named(metric, error) from error


def _named(metric: Metric, error: EngineError) -> EngineError:
    return EngineError(f"metric {traits.called(metric)}: {error}")


def _is_kept(metric: Metric) -> bool:
    return not traits.needs_witness(metric)  # what that depends on is kept already


def _key(metric: Metric, pairs: Sequence[Pair]) -> Key:
    return "score", metric.signature(), foreign_code(type(metric)), pairs  # a route is but a name


def _row(metric: Metric, pairs: Sequence[Pair], route: str | None) -> list[Any]:
    found = metric.score(pairs, route)
    return [found.metric, found.corpus, list(found.segments), found.signature]


def _score(row: Sequence[Any], pairs: Sequence[Pair], route: str | None) -> Score:
    name, corpus, segments, signature = row
    return Score(name, pairs[0].view, route, corpus, tuple(segments), signature)
