"""Everything that is measured on annotated translations: of each direction, and of directions together."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from toolkit.errors import InputError
from toolkit.evaluation.intervals import DRAWS, Drawing
from toolkit.evaluation.mqm.opinions import Opinion
from toolkit.evaluation.mqm.places import FindingFigures, TintFigures, findings, tint
from toolkit.evaluation.mqm.rows import Annotated, Annotations, Direction
from toolkit.evaluation.mqm.scores import Difference, ScoreFigures, likeness, scores
from toolkit.evaluation.reliability.bins import Bin, miscalibration, reliability
from toolkit.languages.codes import language_name


@dataclass(frozen=True, slots=True)
class Group:
    """One direction, or several: ``rows`` of ``documents``, so many with a serious error, so many such errors.

    ``reliability`` holds suspicion against the number of serious errors; ``miscalibration`` is how far they are apart.
    """

    name: str
    rows: int
    documents: int
    serious: int
    errors: int
    scores: tuple[ScoreFigures, ...]
    above_words: Difference
    findings: FindingFigures
    tint: TintFigures | None
    reliability: tuple[Bin, ...]
    miscalibration: float


@dataclass(frozen=True, slots=True)
class MqmReport:
    """All groups, drawn by ``seed``. ``left_out`` rows are not of machines, ``unanswered`` ones have no answer.

    ``lost`` errors have a place that is beyond the end of their translation.
    """

    seed: int
    draws: int
    left_out: int
    unanswered: int
    lost: int
    groups: tuple[Group, ...]

    @property
    def widest(self) -> Group:
        """The group of most rows: of equal ones the last, which holds the most directions."""
        return max(reversed(self.groups), key=lambda group: group.rows)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return asdict(self)


def report(annotations: Annotations, opinions: Mapping[str, Opinion], seed: int) -> MqmReport:
    """Return all figures; equal rows and opinions give equal figures, whatever their order.

    Rows without an opinion are left out and counted; InputError where none has one.
    """
    rows = [row for row in annotations.rows if row.id in opinions]
    if not rows:
        raise InputError("no id of the data has an answer; are these the answers to these rows?")
    chrf = likeness(rows)
    groups = groups_of({row.direction for row in rows})
    return MqmReport(
        seed,
        DRAWS,
        annotations.left_out,
        len(annotations.rows) - len(rows),
        sum(error.lost for row in rows for error in row.errors),
        tuple(
            _group(name, [row for row in rows if row.direction in directions], opinions, chrf, seed)
            for name, directions in groups.items()
        ),
    )


def groups_of(directions: Collection[Direction]) -> dict[str, frozenset[Direction]]:
    """Return each direction by itself, then those into and from the language that most have, the others, and all.

    A group of several that holds the same as another one is left out.
    """
    found = {"-".join(one): frozenset({one}) for one in sorted(directions)}
    most = Counter(language for one in directions for language in set(one))
    into = Counter(translation for _, translation in directions)
    middle = max(most, key=lambda language: (most[language], into[language], language))
    name = language_name(middle)
    together = {
        f"into {name}": {one for one in directions if one[1] == middle},
        f"from {name}": {one for one in directions if one[0] == middle},
        "all others": {one for one in directions if middle not in one},
        "all": set(directions),
    }
    for name, some in together.items():
        if len(some) > 1 and frozenset(some) not in found.values():
            found[name] = frozenset(some)
    return found


def _group(
    name: str, rows: Sequence[Annotated], opinions: Mapping[str, Opinion], chrf: Mapping[str, float], seed: int
) -> Group:
    documents = [row.document for row in rows]
    drawing = Drawing(documents, seed)
    figures, above = scores(rows, opinions, chrf, drawing)
    suspicion = [opinions[row.id].suspicion for row in rows]
    bins = reliability(suspicion, [row.count for row in rows], documents, drawing)
    return Group(
        name=name,
        rows=len(rows),
        documents=len(set(documents)),
        serious=sum(row.serious for row in rows),
        errors=sum(row.count for row in rows),
        scores=figures,
        above_words=above,
        findings=findings(rows, opinions, drawing),
        tint=tint(rows, opinions, drawing),
        reliability=bins,
        miscalibration=miscalibration(bins),
    )
