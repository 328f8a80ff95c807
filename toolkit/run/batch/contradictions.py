"""Where documents of a batch contradict each other: one source translated two ways, two translated alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from toolkit.analysis.style.consistency import Conflict, Use, conflict_wording, sides_of
from toolkit.config.settings import CheckSetting, Config
from toolkit.model import Finding
from toolkit.model.places import Place as TextPlace
from toolkit.plugins.contracts import Collecting, Place
from toolkit.reports.page.differences import changes
from toolkit.reports.wording.finding_rows import BATCH_KEYS, finding_row
from toolkit.run.batch.ledger import Ledger, PlacedUse
from toolkit.run.batch.outcomes import DocumentOutcome


def contradictions_between(outcomes: Iterable[DocumentOutcome], config: Config) -> list[dict[str, Any]]:
    """Return where documents of a batch contradict each other, a row each, as ``contradictions`` does."""
    ledger = Ledger(config)
    for number, outcome in enumerate(outcomes):
        ledger.add(number, outcome)
    found = list(contradictions(ledger))
    ledger.close()
    return found


def contradictions(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Yield where documents contradict each other, a row each; rows of one sentence follow each other.

    None where no check that collects is on (``contracts.Collecting``). What a document contradicts in itself is among
    its own findings, and two versions of one original, translated twice, need not agree. A row has both sentences, and
    the ``words`` in which they differ, ``here`` and in the ``other`` document.
    """
    for setting, side, uses in ledger.groups():
        if side is not None and not _may_disagree(uses):
            continue
        assert isinstance(setting.check, Collecting)  # noqa: S101 - the ledger asks no others
        for conflict in setting.check.conflicts(uses):
            one, two = conflict.use.place, conflict.other.place
            if side not in (None, conflict.kind) or not _counts(one, two):
                continue
            severity, category, message = conflict_wording(conflict)
            finding = Finding(setting.name, setting.severity or severity, category, message, 0, ())
            differing = "translation" if conflict.kind == "source" else "source"
            here, there = getattr(one, differing), getattr(two, differing)
            yield {
                "path": one.path,
                **finding_row(finding, TextPlace(one.line, one.column, 0, 0), BATCH_KEYS),
                "other": f"{two.path}:{two.line}:{two.column}",
                "source": one.source,
                "translation": one.translation,
                f"other_{differing}": there,
                "words": _words(here, there),
            }


def grouped(rows: Iterable[Mapping[str, Any]], most: int, places: int) -> tuple[list[dict[str, Any]], int]:
    """Return the first groups of rows, by the sentence that they share, and how many groups there are.

    A group has the ``sentence``, which ``side`` it is, the ``usual`` other side, and its ``ways``: each text that
    departs from it, with how often it comes, the words that differ, and so many of its ``places``.
    """
    found: list[dict[str, Any]] = []
    count = 0
    for (side, _), members in groupby(rows, key=_shared):
        count += 1
        if count > most:
            continue
        differing = "translation" if side == "source" else "source"
        group: dict[str, Any] = {"side": side, "sentence": "", "count": 0, "ways": {}, "more": 0}
        for row in members:
            group["sentence"] = group["sentence"] or row[side]
            group["count"] += 1
            group.update(usual=row[f"other_{differing}"], usual_at=row["other"], severity=row["severity"])
            if row[differing] not in group["ways"] and len(group["ways"]) == most:
                group["more"] += 1
                continue
            way = group["ways"].setdefault(row[differing], {"count": 0, "places": [], "words": row["words"]})
            way["count"] += 1
            if len(way["places"]) < places:
                way["places"].append(f"{row['path']}:{row['line']}:{row['column']}")
        found.append(group)
    return found, count


def collected(config: Config, uses: Sequence[Use[Place]]) -> Iterator[tuple[CheckSetting, Conflict[Place]]]:
    """Yield what each check that collects says of units of several texts."""
    for setting in config.checks:
        if isinstance(setting.check, Collecting):
            for conflict in setting.check.conflicts(uses):
                yield setting, conflict


def _shared(row: Mapping[str, Any]) -> tuple[str, str]:
    side = "source" if "other_translation" in row else "translation"
    words = sides_of(row["source"], row["translation"])
    return side, words[0 if side == "source" else 1].words


def _may_disagree(uses: Sequence[Use[PlacedUse]]) -> bool:
    """Whether any two uses of a group are of documents that should agree."""
    first = uses[0].place
    return any(_counts(first, use.place) for use in uses)


def _counts(one: PlacedUse, two: PlacedUse) -> bool:
    return one.number != two.number and (one.original is None or one.original != two.original)


@lru_cache(maxsize=4096)
def _words(here: str, there: str) -> dict[str, list[str]]:
    """Return the words that only one of two texts has: ``here``, and ``there``."""
    steps = changes(there, here)
    return {
        "here": [step.text.strip() for step in steps if step.kind == "added" and step.text.strip()],
        "there": [step.text.strip() for step in steps if step.kind == "removed" and step.text.strip()],
    }
