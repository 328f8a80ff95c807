"""What the findings and scores are worth: recall, false alarms, separation, and the choice between two versions."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toolkit.evaluation.intervals import Detection, Drawing, Estimate, Spread, mean, wilson
from toolkit.evaluation.rows import Data, Faulty, Text

if TYPE_CHECKING:
    from toolkit.config import Config

_SEVERITIES = ("critical", "major", "minor", "base")
_GRAVE = ("critical", "major")
SUSPICION = "suspicion"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the checks said of one text: the names of the checks that fired, with the severities of the findings."""

    fired: frozenset[str]
    severities: frozenset[str]
    quality: float | None
    scores: Mapping[str, float]
    unchecked: tuple[tuple[str, str], ...]


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
class Score:
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
    scores: tuple[Score, ...]
    quality: Score | None
    unchecked: dict[str, dict[str, int]]


def answers(data: Data, config: "Config", progress: Callable[[str], None]) -> dict[Text, Answer]:
    """Return what the checks, engines and witnesses of the configuration say of every text."""
    from toolkit.pairs import TextPair, check_texts

    texts = data.texts
    pairs = [
        TextPair(str(number), text.source, text.translation, text.source_language, text.translation_language)
        for number, text in enumerate(texts)
    ]
    lines = check_texts(pairs, config, progress)
    return {text: _answer(line) for text, (line, _) in zip(texts, lines, strict=True)}


def _answer(line: str) -> Answer:
    row = json.loads(line)
    return Answer(
        frozenset(finding["check"] for finding in row["findings"]),
        frozenset(finding["severity"] for finding in row["findings"]),
        row["quality"],
        {SUSPICION: row["suspicion"], **row["scores"]},
        tuple((gap["check"], gap["reason"]) for gap in row["unchecked"]),
    )


def evaluate(data: Data, said: Mapping[Text, Answer]) -> Evaluation:
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
        tuple(_recall(kind, rows, said) for (_, kind), rows in _kinds(data.faulty).items()),
        tuple(_alarms(file, [said[text] for text in texts]) for file, texts in _right_files(data).items()),
        tuple(_score(name, data, said, drawing) for name in (SUSPICION, *names)) if data.faulty else (),
        _quality(data, said, drawing),
        {check: dict(gaps[check].most_common()) for check in sorted(gaps)},
    )


def _kinds(rows: Iterable[Faulty]) -> dict[tuple[str, str], list[Faulty]]:
    """Return the rows by severity and kind: gravest first, numbers in names in their order."""
    kinds: dict[tuple[str, str], list[Faulty]] = {}
    for row in rows:
        kinds.setdefault((row.severity, row.kind), []).append(row)

    def order(key: tuple[str, str]) -> tuple[int, str, list[tuple[int, str]]]:
        severity, kind = key
        rank = _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES)
        return rank, severity, [(int(part or 0), text) for text, part in re.findall(r"(\D*)(\d*)", kind)]

    return {key: kinds[key] for key in sorted(kinds, key=order)}


def _shares(fired: Sequence[frozenset[str]]) -> dict[str, Estimate]:
    """Return the share of each check that fired at all, the largest first."""
    counts = Counter(name for names in fired for name in names)
    return {name: wilson(counts[name], len(fired)) for name in sorted(counts, key=lambda name: (-counts[name], name))}


def _recall(kind: str, rows: Sequence[Faulty], said: Mapping[Text, Answer]) -> Recall:
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


def _right_files(data: Data) -> dict[str, list[Text]]:
    """Return the right translations by file; where no row is right by itself, the undamaged versions, each once."""
    files: dict[str, list[Text]] = {}
    for row in data.right:
        files.setdefault(row.file, []).append(row.text)
    versions = dict.fromkeys(row.right for row in data.faulty if row.right is not None)
    return files or ({"undamaged versions": list(versions)} if versions else {})


def _alarms(file: str, found: Sequence[Answer]) -> Alarms:
    def share(*severities: str) -> Estimate:
        return wilson(sum(not answer.severities.isdisjoint(severities) for answer in found), len(found))

    every = wilson(sum(bool(answer.fired) for answer in found), len(found))
    return Alarms(
        file, len(found), share("error"), share("error", "warning"), every, _shares([answer.fired for answer in found])
    )


def _negatives(data: Data, values: Mapping[Text, float]) -> list[tuple[float, str]]:
    """Return score and cluster of the right ones: every right row, and the different scores of each item's versions."""
    versions = {row.right for row in data.faulty}
    rows = [(values[row.text], row.cluster) for row in data.right if row.text in values]
    seen = {(row.item, values[row.text]) for row in data.right if row.text in versions and row.text in values}
    for one in data.faulty:
        if one.right is not None and one.right in values and (key := (one.item, values[one.right])) not in seen:
            seen.add(key)
            rows.append((key[1], one.cluster))
    return sorted(rows)


def _score(name: str, data: Data, said: Mapping[Text, Answer], drawing: Drawing) -> Score:
    values = {text: answer.scores[name] for text, answer in said.items() if name in answer.scores}
    negatives = _negatives(data, values)
    rows = [row for row in data.faulty if row.text in values]
    without = len(data.faulty) - len(rows) + sum(row.text not in values for row in data.right)
    if not negatives or not rows:
        return Score(name, len(negatives), None, without, ())
    detection = Detection([value for value, _ in negatives], [cluster for _, cluster in negatives], drawing)

    def spreads(some: Sequence[Faulty]) -> tuple[Spread, ...]:
        scores, clusters = [values[row.text] for row in some], [row.cluster for row in some]
        return detection.auc(scores, clusters), detection.recall(scores, clusters)

    figures = tuple(
        Figures(group.name, len(group.rows), *(spread.estimate() for spread in group.spreads))
        for group in _groups(rows, spreads)
    )
    return Score(name, len(negatives), round(detection.limit, 6), without, figures)


def _quality(data: Data, said: Mapping[Text, Answer], drawing: Drawing) -> Score | None:
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
        for group in _groups(rows, spreads):
            count = len(group.rows)
            hits = sum(known[row.id] for row in group.rows)
            yield Figures(
                group.name, count, pairwise=wilson(hits, count) if group.is_kind else group.spreads[0].estimate()
            )

    pairs = sum(row.right is not None for row in data.faulty)
    return Score("quality", len(rows), None, pairs - len(rows), tuple(figures()))


class _Group(NamedTuple):
    name: str
    is_kind: bool
    rows: list[Faulty]
    spreads: tuple[Spread, ...]


def _groups(rows: Sequence[Faulty], figures: Callable[[Sequence[Faulty]], tuple[Spread, ...]]) -> Iterator[_Group]:
    """Yield figures of each kind, then of groups: macro is the mean of the kinds, micro counts every row the same."""
    kinds = _kinds(rows)
    spreads = {key: figures(some) for key, some in kinds.items()}
    for key, some in kinds.items():
        yield _Group(key[1], True, some, spreads[key])
    severities = tuple(dict.fromkeys(severity for severity, _ in kinds))
    groups: dict[str, tuple[str, ...]] = {severity: (severity,) for severity in severities}
    groups |= {"critical + major": _GRAVE} if set(_GRAVE) <= set(severities) else {}
    groups |= {"all": severities}
    for name, members in groups.items():
        keys = [key for key in kinds if key[0] in members]
        every = [row for key in keys for row in kinds[key]]
        means = tuple(mean(column) for column in zip(*(spreads[key] for key in keys), strict=True))
        yield _Group(f"{name}, macro", False, every, means)
        yield _Group(f"{name}, micro", False, every, figures(every))
