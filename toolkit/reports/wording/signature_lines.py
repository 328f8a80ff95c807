"""The signature of a single figure on one line, in the manner of sacreBLEU (Post 2018): what to quote beside it.

``chrf|nrefs:1|...|version:2.6.0|view:source-back|e:chain-4f1a09c2|toolkit:0.1.0|run:3f9a0c12ab34``: the metric with its
options and version, the view, the engines that it depends on (``e``) and the witnesses (``w``) by the short names that
the run's signature explains, the toolkit's version, and the run, which stands for all the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit import plugins
from toolkit.errors import ToolkitError
from toolkit.model import Comparison, Score, Trip
from toolkit.plugins.signatures import name_of, short_name
from toolkit.plugins.traits import needs_witness


def score_line(score: Score, comparison: Comparison, left_out: Sequence[str] = ()) -> str:
    """Return the line of a score; ``left_out`` are the witnesses that have no part in it."""
    trip = next((trip for trip in comparison.trips if trip.route == score.route), None)
    engines = list(dict.fromkeys(map(short_name, _legs(score, trip)))) if trip else []
    heard = comparison.signature.get("witnesses", {}) if _is_of_witnesses(score) else {}
    asked = [witness for name, witness in heard.items() if name not in left_out]
    return figure_line(
        score.signature, comparison.signature, comparison.provenance, view=score.view, engines=engines, witnesses=asked
    )


def figure_line(
    of_metric: str,
    signature: Mapping[str, Any],
    provenance: Mapping[str, Any],
    *,
    view: str = "",
    engines: Sequence[str] = (),
    witnesses: Sequence[str] = (),
) -> str:
    """Return the line of any figure of a run, which begins with the signature of its metric."""
    parts = {
        "view": view,
        "e": "+".join(engines),
        "w": "+".join(witnesses),
        "toolkit": signature.get("toolkit", ""),
        "run": provenance.get("run", ""),
    }
    return "|".join([of_metric, *(f"{key}:{value}" for key, value in parts.items() if value)])


def _legs(score: Score, trip: Trip) -> Iterator[str]:
    if score.view == "draft-translation":
        yield from [trip.draft.signature] if trip.draft else []
        return
    yield trip.back.signature
    if score.view == "translation-return":
        yield trip.returned.signature


def _is_of_witnesses(score: Score) -> bool:
    try:
        return needs_witness(plugins.get("metrics", name_of(score.signature)))
    except ToolkitError:
        return False
