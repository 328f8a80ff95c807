"""The runs of one batch over time, as small charts: only what can be compared is joined by a line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.reports.wording.score_table import metric_name, shown

_WIDTH, _HEIGHT, _EDGE = 220.0, 48.0, 6.0
_MOST = 40
_LEAST_RANGE = 0.1


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run: its name, when it ended (ISO 8601), its counts, and the mean of each route's figures by metric.

    ``changed`` says what is otherwise than in the run before; ``counts_compare`` and ``figures_compare`` whether its
    findings and its figures can be laid beside those of the run before.
    """

    run: str
    time: str
    documents: int
    failed: int
    units: int
    errors: int
    warnings: int
    infos: int
    routes: Mapping[str, Mapping[str, float]]
    view: str
    changed: tuple[str, ...] = ()
    counts_compare: bool = True
    figures_compare: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure over the runs: its points (x, y, text; none for a run without it), and lines that join some of them.

    ``first`` and ``last`` are texts of the latest runs that a line joins.
    """

    name: str
    points: tuple[tuple[float, float, str], ...]
    lines: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The charts and the latest runs of which a table is made; ``left_out`` is how many earlier ones there are."""

    charts: tuple[Chart, ...]
    runs: tuple[PastRun, ...]
    left_out: int
    width: float = _WIDTH
    height: float = _HEIGHT


def trend(runs: Sequence[PastRun]) -> Trend | None:
    """Return the charts of the latest runs; None where there are fewer than two."""
    if len(runs) < 2:
        return None
    latest = tuple(runs[-_MOST:])
    joined = [one.counts_compare for one in latest]
    charts = [
        _chart(
            "errors", [float(one.errors) for one in latest], joined, [f"{one.errors:,}" for one in latest], counts=True
        ),
        _chart(
            "warnings",
            [float(one.warnings) for one in latest],
            joined,
            [f"{one.warnings:,}" for one in latest],
            counts=True,
        ),
    ]
    joined = [one.figures_compare for one in latest]
    for route, metric in _figures(latest):
        values = [one.routes.get(route, {}).get(metric) for one in latest]
        texts = [shown(metric, value) or "–" for value in values]
        charts.append(_chart(f"{metric_name(metric)} · {route}", values, joined, texts, counts=False))
    return Trend(tuple(charts), latest, len(runs) - len(latest))


def _figures(runs: Sequence[PastRun]) -> Iterator[tuple[str, str]]:
    """Yield the route and metric of each chart: the first metric of each route alone."""
    seen = dict.fromkeys(route for one in reversed(runs) for route in one.routes)
    for route in seen:
        metrics = [metric for one in reversed(runs) for metric in one.routes.get(route, {})]
        if metrics:
            yield route, metrics[0]


def _chart(
    name: str, values: Sequence[float | None], joined: Sequence[bool], texts: Sequence[str], *, counts: bool
) -> Chart:
    known = [value for value in values if value is not None]
    least, most = (0.0 if counts else min(known)), max(known)
    least = min(least, most - _LEAST_RANGE * abs(most))  # what hardly moves shall not look as if it did
    step = (_WIDTH - 2 * _EDGE) / (len(values) - 1)
    points: list[tuple[float, float, str]] = []
    lines: list[list[str]] = [[]]
    first = last = 0
    for number, value in enumerate(values):
        if value is None:
            lines.append([])
            continue
        share = (value - least) / (most - least) if most > least else 0.5
        x, y = round(_EDGE + number * step, 1), round(_HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE), 1)
        points.append((x, y, texts[number]))
        if not joined[number]:
            lines.append([])
        first = first if lines[-1] else number
        last = number
        lines[-1].append(f"{x},{y}")
    return Chart(
        name, tuple(points), tuple(" ".join(line) for line in lines if len(line) > 1), texts[first], texts[last]
    )
