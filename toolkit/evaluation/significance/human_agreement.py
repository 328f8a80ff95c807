"""How often people would agree on which of two systems is better, by how far a metric has them apart.

The points are published: Kocmi, Zouhar, Federmann, Post 2024, "Navigating the Metrics Maze: Reconciling Score
Magnitudes and Accuracies" (arXiv 2401.06760). Of pairs of whole systems on test sets of WMT's kind, against human
references, they say in how many people had the same order. Between the points it is interpolated; below the point of
60 % nothing is claimed, and beyond the last one no more than that. They hold for nothing else: not for another
tokenisation, a single article, a round trip, or a measure without a reference.
"""

from itertools import pairwise

LEAST_SEGMENTS = 500
"""Segments below which a set is no test set as the published points are of."""

LEAST_SHARE = 60.0

POINTS: dict[str, tuple[tuple[float, float], ...]] = {
    "bleu": ((0.27, 50), (0.78, 60), (1.39, 70), (2.34, 80)),
    "chrf": ((0.14, 50), (0.54, 60), (1.00, 70), (1.63, 80), (3.05, 90)),
}
"""By metric: the difference, and the percentage of pairs so far apart on which people agreed."""

_STANDARD = {
    "bleu": "bleu|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|",
    "chrf": "chrf|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|",
}
"""How sacreBLEU's signature begins for a metric as it is by default."""


def applies(metric: str, signature: str, segments: int, *, one_article: bool) -> bool:
    """Whether the published points are for such a measure: of whole systems, on enough segments, by default options."""
    standard = _STANDARD.get(metric)
    return standard is not None and signature.startswith(standard) and segments >= LEAST_SEGMENTS and not one_article


def agreement(metric: str, difference: float) -> float | None:
    """Return the percentage of such pairs on which people agree, None below ``LEAST_SHARE``; at most the last point."""
    points = POINTS[metric]
    size = abs(difference)
    if size >= points[-1][0]:
        return points[-1][1]
    for (low, share), (high, more) in pairwise(points):
        if low <= size < high:
            found = share + (more - share) * (size - low) / (high - low)
            return round(found, 1) if found >= LEAST_SHARE else None
    return None


def said(metric: str, difference: float) -> str:
    """Return "people would agree in about 70 %", "... in 80 % and more", or that nothing is claimed."""
    share = agreement(metric, difference)
    if share is None:
        return f"people would agree in less than {LEAST_SHARE:.0f} %: no claim"
    if abs(difference) >= POINTS[metric][-1][0]:
        return f"people would agree in {share:.0f} % and more"
    return f"people would agree in about {share:.0f} %"
