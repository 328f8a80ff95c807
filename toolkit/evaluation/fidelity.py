"""What the findings and scores are worth: recall, false alarms, separation, and the choice between two versions."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.evaluation.answers import SUSPICION, TextAnswer
from toolkit.evaluation.groups import Group, groups, kinds
from toolkit.evaluation.intervals import Detection, Drawing, Estimate, Spread, widest, wilson
from toolkit.evaluation.rows import Data, Faulty, TranslatedText


@dataclass(frozen=True, slots=True)
class Recall:
    """Of one kind: the share with any finding, with one that the right version has not, and of each check."""

    kind: str
    severity: str
    count: int
    any: Estimate
    net: Estimate | None
    checks: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Alarms:
    """Of the right translations of one file: the share with an error, an error or warning, any finding; each check."""

    file: str
    count: int
    error: Estimate
    warning: Estimate
    any: Estimate
    checks: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one kind or group of kinds and one score; ``pairwise`` belongs to ``quality``, the others to the rest."""

    name: str
    count: int
    auc: Estimate | None = None
    recall: Estimate | None = None
    pairwise: Estimate | None = None


@dataclass(frozen=True, slots=True)
class FidelityScore:
    """One score: of how many right translations it is known, of how many rows it is not, and the figures."""

    score: str
    right: int
    limit: float | None
    without: int
    figures: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything; ``unchecked`` counts the texts that a check or engine had a reason not to judge."""

    faulty: int
    right: int
    recall: tuple[Recall, ...]
    alarms: tuple[Alarms, ...]
    scores: tuple[FidelityScore, ...]
    quality: FidelityScore | None
    unchecked: dict[str, dict[str, int]]


def evaluate(data: Data, said: Mapping[TranslatedText, TextAnswer]) -> Evaluation:
    """Return all figures; equal data and answers give equal figures, whatever the order of the rows."""
    names = sorted({name for answer in said.values() for name in answer.scores} - {SUSPICION})
    drawing = Drawing([*(row.cluster for row in data.faulty), *(row.cluster for row in data.right)])
    gaps: dict[str, Counter[str]] = {}
    for answer in said.values():
        for check, reason in set(answer.unchecked):
            gaps.setdefault(check, Counter())[reason] += 1
    return Evaluation(
        len(data.faulty),
        len(data.right),
        tuple(_recall(kind, rows, said) for (_, kind), rows in kinds(data.faulty).items()),
        tuple(_alarms(file, [said[text] for text in texts]) for file, texts in _right_files(data).items()),
        tuple(_score(name, data, said, drawing) for name in (SUSPICION, *names)) if data.faulty else (),
        _quality(data, said, drawing),
        {check: dict(gaps[check].most_common()) for check in sorted(gaps)},
    )


def _shares(fired: Sequence[frozenset[str]]) -> dict[str, Estimate]:
    """Return the share of each check that fired at all, the largest first."""
    counts = Counter(name for names in fired for name in names)
    return {name: wilson(counts[name], len(fired)) for name in sorted(counts, key=lambda name: (-counts[name], name))}


def _recall(kind: str, rows: Sequence[Faulty], said: Mapping[TranslatedText, TextAnswer]) -> Recall:
    fired = [said[row.text].fired for row in rows]
    paired = [said[row.text].fired - said[row.right].fired for row in rows if row.right is not None]
    return Recall(
        kind,
        rows[0].severity,
        len(rows),
        wilson(sum(map(bool, fired)), len(rows)),
        wilson(sum(map(bool, paired)), len(paired)) if paired else None,
        _shares(fired),
    )


def _right_files(data: Data) -> dict[str, list[TranslatedText]]:
    """Return the right translations by file; where no row is right by itself, the undamaged versions, each once."""
    files: dict[str, list[TranslatedText]] = {}
    for row in data.right:
        files.setdefault(row.file, []).append(row.text)
    versions = dict.fromkeys(row.right for row in data.faulty if row.right is not None)
    return files or ({"undamaged versions": list(versions)} if versions else {})


def _alarms(file: str, found: Sequence[TextAnswer]) -> Alarms:
    def share(*severities: str) -> Estimate:
        return wilson(sum(not answer.severities.isdisjoint(severities) for answer in found), len(found))

    every = wilson(sum(bool(answer.fired) for answer in found), len(found))
    return Alarms(
        file, len(found), share("error"), share("error", "warning"), every, _shares([answer.fired for answer in found])
    )


def _negatives(data: Data, values: Mapping[TranslatedText, float]) -> list[tuple[float, str]]:
    """Return score and cluster of the right ones: every right row, and each other right version of an item once.

    Versions that score alike are as many as there are: were they one, the limit would depend on who ties.
    """
    rows = [(values[row.text], row.cluster) for row in data.right if row.text in values]
    seen = {row.text for row in data.right}
    versions: dict[tuple[str, TranslatedText], str] = {}
    for one in sorted(data.faulty, key=lambda row: row.id):
        if one.right is not None and one.right in values and one.right not in seen:
            versions.setdefault((one.item, one.right), one.cluster)
    return sorted(rows + [(values[text], cluster) for (_, text), cluster in versions.items()])


def _score(name: str, data: Data, said: Mapping[TranslatedText, TextAnswer], drawing: Drawing) -> FidelityScore:
    values = {text: answer.scores[name] for text, answer in said.items() if name in answer.scores}
    negatives = _negatives(data, values)
    rows = [row for row in data.faulty if row.text in values]
    without = len(data.faulty) - len(rows) + sum(row.text not in values for row in data.right)
    if not negatives or not rows:
        return FidelityScore(name, len(negatives), None, without, ())
    detection = Detection([value for value, _ in negatives], [cluster for _, cluster in negatives], drawing)

    def spreads(some: Sequence[Faulty]) -> tuple[Spread, ...]:
        scores, clusters = [values[row.text] for row in some], [row.cluster for row in some]
        return detection.auc(scores, clusters), detection.recall(scores, clusters)

    figures = tuple(
        Figures(group.name, len(group.rows), group.spreads[0].estimate(), _recall_at_limit(group))
        for group in groups(rows, spreads)
    )
    return FidelityScore(name, len(negatives), round(detection.limit, 6), without, figures)


def _recall_at_limit(group: Group) -> Estimate:
    """Return the recall; of a kind never surer than a share of so few is, which the draws of none or all would be."""
    recall, count = group.spreads[1], len(group.rows)
    estimate = recall.estimate()
    return widest(estimate, wilson(round(recall.value * count), count)) if group.is_kind else estimate


def _quality(data: Data, said: Mapping[TranslatedText, TextAnswer], drawing: Drawing) -> FidelityScore | None:
    """Return how often the right version has the higher quality; None if there is not one pair with both."""

    def outcome(row: Faulty) -> float | None:
        right = said[row.right].quality if row.right is not None else None
        faulty = said[row.text].quality
        return None if right is None or faulty is None else (right > faulty) + (right == faulty) / 2

    known = {row.id: value for row in data.faulty if (value := outcome(row)) is not None}
    rows = [row for row in data.faulty if row.id in known]
    if not rows:
        return None

    def spreads(some: Sequence[Faulty]) -> tuple[Spread, ...]:
        import numpy as np

        values = [known[row.id] for row in some]
        return (drawing.share(values, np.array([values]), [row.cluster for row in some]),)

    def figures() -> Iterator[Figures]:
        for group in groups(rows, spreads):
            count = len(group.rows)
            hits = sum(known[row.id] for row in group.rows)
            yield Figures(
                group.name, count, pairwise=wilson(hits, count) if group.is_kind else group.spreads[0].estimate()
            )

    pairs = sum(row.right is not None for row in data.faulty)
    return FidelityScore("quality", len(rows), None, pairs - len(rows), tuple(figures()))
