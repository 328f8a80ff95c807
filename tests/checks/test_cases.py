"""Every check against its own cases in ``tests/checks/<name>.yaml``, the documentation by example of what it finds.

    flagged:
      - {source: "Sono duecento.", translation: "They are 2,000.", at: "2,000"}
    clean:
      - {source: "Sono duecento.", translation: "They are 200.", languages: [it, en]}
    unchecked:            # optional: cases that the check must decline
      - {source: "...", translation: "...", languages: [cs, en]}

``languages`` is [it, en] unless given. ``at`` is the text in the translation that a finding's span must cover
(``source_at``: in the source), or a list of such texts; ``severity`` and ``category`` name what the finding must have;
``options`` are the check's. A case without an original has ``text`` or, one unit per text, ``texts`` instead of
``source`` and ``translation``; these two may be lists as well. A check that rests on an engine's likelihoods is asked
with the bundled Portuguese-English model, unless the case says ``unasked: true``; ``tagged: true`` reads tags of HTML
and placeholders out of the texts. ``moved`` lists the units (from zero) whose source stands elsewhere in the original.
A flagged case needs one finding that fits; a clean one
has none of any severity, and the check has judged it.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cases import case, tagged_case
from tests.witnessed import witnessed
from toolkit import plugins
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.traits import needs_witness
from toolkit.run.stages.check_answers import answers

HERE = Path(__file__).parent
KEYS = {
    *("source", "translation", "text", "texts", "languages", "options", "unasked", "moved", "tagged"),
    *("at", "source_at", "severity", "category", "note"),
}
CHECKS = [name for name in plugins.names("checks") if plugins.get("checks", name).__module__.startswith("toolkit.")]


@cache
def read(name: str) -> dict[str, list[dict[str, Any]]]:
    path = HERE / f"{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader) if path.is_file() else {}  # noqa: S506 - safe
    return {kind: data.get(kind, []) for kind in ("flagged", "clean", "unchecked", *data)}


def build(row: dict[str, Any]) -> Case:
    languages = row.get("languages", ["it", "en"])
    if row.get("tagged"):
        return tagged_case(row["source"], row["translation"], languages)
    if "translation" in row:
        built = case(row["source"], row["translation"], languages)
        units = (replace(unit, moved=unit.index in row.get("moved", ())) for unit in built.units)
        return replace(built, units=tuple(units))
    return case(None, row.get("text") or row["texts"], [languages[0], languages[-1]])


def run(name: str, row: dict[str, Any]) -> tuple[Case, list[Finding], list[Unchecked]]:
    built = build(row)
    if needs_witness(plugins.get("checks", name)) and not row.get("unasked"):
        built = witnessed(built)
    results = list(answers(name, plugins.get("checks", name)(**row.get("options", {})), built))
    found = [result for result in results if isinstance(result, Finding)]
    declined = [result for result in results if isinstance(result, Unchecked)]
    assert all(result.check == name for result in results)
    return built, found, declined


def covers(built: Case, finding: Finding, side: str, wanted: str) -> bool:
    unit = built.units[finding.unit]
    text = unit.translation_text if side == "translation" else unit.source_text
    starts = [start for start in range(len(text)) if text.startswith(wanted, start)]
    spans = [span for span in finding.spans if span.side == side]
    return any(span.start <= start and start + len(wanted) <= span.end for start in starts for span in spans)


def fits(built: Case, finding: Finding, row: dict[str, Any]) -> bool:
    places = [("translation", row.get("at", [])), ("source", row.get("source_at", []))]
    wanted = [(side, text) for side, texts in places for text in ([texts] if isinstance(texts, str) else texts)]
    return (
        all(covers(built, finding, side, text) for side, text in wanted)
        and row.get("severity", finding.severity) == finding.severity
        and row.get("category", finding.category) == finding.category
    )


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(name, row, id=f"{name}-{number}")
        for name in CHECKS
        for number, row in enumerate(read(name)[kind], 1)
    ]


@pytest.mark.parametrize(("name", "row"), cases("flagged"))
def test_a_flagged_case_is_found_at_its_place(name: str, row: dict[str, Any]) -> None:
    built, found, _ = run(name, row)
    assert any(fits(built, finding, row) for finding in found), f"{row}\nfound: {found}"


@pytest.mark.parametrize(("name", "row"), cases("clean"))
def test_a_clean_case_is_judged_and_has_no_finding(name: str, row: dict[str, Any]) -> None:
    _, found, declined = run(name, row)
    assert not found, f"{row}\nfound: {found}"
    assert not declined, f"{row}\nnot judged: {declined}"


@pytest.mark.parametrize(("name", "row"), cases("unchecked"))
def test_an_unchecked_case_is_declined_with_a_reason(name: str, row: dict[str, Any]) -> None:
    _, found, declined = run(name, row)
    assert not found
    assert declined
    assert all(one.reason for one in declined)


@pytest.mark.parametrize("row_kind", ["flagged", "clean"])
@pytest.mark.parametrize("name", CHECKS)
def test_every_check_documents_at_least_three_cases_of_each_kind(name: str, row_kind: str) -> None:
    assert len(read(name)[row_kind]) >= 3, f"tests/checks/{name}.yaml needs 3 {row_kind} cases"


@pytest.mark.parametrize("name", CHECKS)
def test_every_finding_points_inside_the_texts_of_its_unit(name: str) -> None:
    for row in read(name)["flagged"]:
        built, found, _ = run(name, row)
        for finding in found:
            unit = built.units[finding.unit]
            lengths = {"source": len(unit.source_text), "translation": len(unit.translation_text)}
            assert finding.spans
            assert all(0 <= span.start <= span.end <= lengths.get(span.side, span.end) for span in finding.spans)


@pytest.mark.parametrize("name", CHECKS)
def test_a_file_of_cases_has_only_keys_that_mean_something(name: str) -> None:
    data = read(name)
    assert set(data) == {"flagged", "clean", "unchecked"}
    assert not [row for rows in data.values() for row in rows if not set(row) <= KEYS]


def test_every_file_of_cases_belongs_to_a_check() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} <= set(CHECKS)
