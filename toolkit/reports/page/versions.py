"""The page of a comparison of versions: which one, is it real, where they differ; of what ``versions.json`` holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.languages.codes import language_name
from toolkit.model import Sent
from toolkit.plugins.plurals import counted
from toolkit.reports.page.differences import Change, changes
from toolkit.reports.page.template import page
from toolkit.reports.wording.makers import APART, NO_JUDGE, version_reason
from toolkit.reports.wording.score_table import LOWER_IS_BETTER
from toolkit.reports.wording.sent_lines import sent_lines
from toolkit.reports.wording.version_tables import (
    checked,
    cluster_mark,
    in_a_sentence,
    label,
    note,
    own_notes,
    places,
    score,
    signatures,
)

_VERDICTS = {
    "better": "better",
    "open": "open: may be chance",
    "not enough data": "not enough data",
    NO_JUDGE: "no engine of another family",
    APART: "worded too differently",
}
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a score and its interval stand on a scale of 100 steps."""

    low: int
    at: int
    width: int


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """What a version has for a row: against the first version, word by word, and what is said of it."""

    name: str
    changes: tuple[Change, ...]
    added: str
    findings: Sequence[Mapping[str, Any]]
    quality: float | None
    with_all: float | None


def render_versions(data: Mapping[str, Any], links: Mapping[str, str]) -> str:
    """Return the whole page; ``links`` leads from a version to its own report. The same data give the same bytes."""
    rows = sorted(data["rows"], key=lambda row: (-row["spread"], row["row"]))
    return page(
        "versions",
        "tables",
        data=data,
        sent=sent_lines(Sent(**one) for one in data.get("sent", ())),
        checked=checked(data),
        links=links,
        label=label,
        bars={measure["name"]: _bars(measure) for measure in data["measures"]},
        score=score,
        cluster_mark=cluster_mark,
        figures=_figures,
        verdicts=_VERDICTS,
        note=note(data),
        own_notes=own_notes(data),
        reasons={version["name"]: version_reason(version) for version in data["versions"]},
        headline=_headline(data),
        told_apart_by=in_a_sentence(data["told_apart_by"]),
        rows=[(row, _shown(row)) for row in rows],
        language_name=language_name,
        counted=counted,
        lower_is_better=LOWER_IS_BETTER,
        lines=signatures(data),
    )


def _headline(data: Mapping[str, Any]) -> str:
    """Return one sentence on the first measure: who is first, and whether that is more than chance.

    A measure by which engines of no other family are left to judge some version gives no headline.
    """
    told = next((one for one in data["measures"] if one["name"] == data["told_apart_by"]), data["measures"][0])
    judged = [
        one
        for one in [told, *data["measures"]]
        if all(pair["verdict"] not in (NO_JUDGE, APART) for pair in one["contrasts"])
    ]
    return _first_by(judged[0]) if judged else "No engine is left that made none of these versions: no verdict."


def _first_by(measure: Mapping[str, Any]) -> str:
    first, *others = measure["systems"]
    by = in_a_sentence(measure["name"])
    with_first = [one["name"] for one in others if one["cluster"] == first["cluster"]]
    if not with_first:
        return f"{first['name']} comes first by {by}, and a test tells it from all others."
    beaten = [
        one["worse"] for one in measure["contrasts"] if one["verdict"] == "better" and one["better"] == first["name"]
    ]
    if beaten:
        rest = [name for name in with_first if name not in beaten]
        open_ = f", and no test tells it from {', '.join(rest)}" if rest else ""
        return f"{first['name']} comes first by {by}: better than {', '.join(beaten)}{open_}."
    if len(with_first) == len(others) and all(one["verdict"] != "better" for one in measure["contrasts"]):
        few = any(one["verdict"] == "not enough data" for one in measure["contrasts"])
        return f"No version is better by {by} than chance would have it{': there is not enough data' if few else ''}."
    return f"{first['name']} comes first by {by}, but no test tells it from {', '.join(with_first)}."


def _bars(measure: Mapping[str, Any]) -> dict[str, Bar]:
    systems = measure["systems"]
    known = [value for one in systems for value in (one["low"], one["high"], one["score"]) if value is not None]
    least, most = min(known, default=0.0), max(known, default=1.0)
    scale = (most - least) or 1.0

    def step(value: float | None) -> int:
        return round(_STEPS * ((value if value is not None else least) - least) / scale)

    return {
        one["name"]: Bar(step(one["low"]), step(one["score"]), max(1, step(one["high"]) - step(one["low"])))
        for one in systems
    }


def _figures(measure: Mapping[str, Any], value: float | None) -> str:
    return "–" if value is None else f"{value:.{places(measure)}f}"


def _shown(row: Mapping[str, Any]) -> list[ShownVersion]:
    versions = row["versions"]
    first = next((version["text"] for version in versions.values()), "")
    return [
        ShownVersion(
            name,
            (Change("same", version["text"]),) if number == 0 else changes(first, version["text"]),
            version["added"],
            version["findings"],
            version["quality"],
            version["quality_with_all"],
        )
        for number, (name, version) in enumerate(versions.items())
    ]
