"""Several versions of which an engine of the run may have made some: who judges them, and how that is shown."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.run.families.engine import ITALIAN, MACHINE, PERSON, Ferryman
from tests.toy_engines import configured
from toolkit.cli.versions import print_summary
from toolkit.config.settings import Config, Route
from toolkit.config.witnesses import WitnessSetting
from toolkit.errors import InputError
from toolkit.evaluation.significance import wording
from toolkit.evaluation.significance.data import as_data
from toolkit.evaluation.significance.versions import measures, rankings
from toolkit.model import Text
from toolkit.reports.page.versions import render_versions
from toolkit.reports.wording import version_tables
from toolkit.run.families.judges import LeftOut
from toolkit.run.records.provenance import signed
from toolkit.run.versions.versions import Versions, compare_lines, compare_versions

OURS, OTHER = Ferryman(), Ferryman("other")
ROUTE, WE = Route("ours", OURS, OURS), WitnessSetting("we", OURS, OURS)
THEY = WitnessSetting("they", OTHER, OTHER)
ALONE = configured(routes=(ROUTE,), witnesses=(WE,))
BOTH = configured(routes=(ROUTE,), witnesses=(WE, THEY))
TEXTS = {"machine": MACHINE, "person": PERSON}


def found(config: Config, *, lines: bool, made_by: Mapping[str, str] | None = None) -> Versions:
    between = "\n" if lines else "\n\n"
    versions = {name: Text(between.join(text) + "\n", name) for name, text in TEXTS.items()}
    source = Text(between.join(ITALIAN) + "\n", "s")
    if lines:
        return compare_lines(versions, config, source=source, made_by=made_by or {})
    return compare_versions(versions, source, config, made_by=made_by or {})


def data(config: Config, versions: Versions) -> dict[str, Any]:
    statistics = measures(versions, config)
    said = signed(config, {}, with_source=True)
    return as_data(versions, rankings(statistics, found=versions, trials=199), statistics, config, {}, said)


def quality(known: Mapping[str, Any]) -> dict[str, tuple[float | None, float | None]]:
    (measure,) = (one for one in known["measures"] if one["name"] == "quality")
    return {one["name"]: (one["score"], one["with_all"]) for one in measure["systems"]}


@pytest.fixture(params=[True, False], ids=["lines", "documents"])
def lines(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_both_versions_of_a_pair_are_judged_by_who_made_neither(lines: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "LEAST_SHARED", 0.0)  # these two are worded too differently to compare likelihoods
    versions = found(BOTH, lines=lines)
    assert [[maker.basis for maker in one.makers] for one in versions.versions] == [["suspected"], []]
    assert versions.own_judges() == LeftOut(("ours",), ("we",))
    known = data(BOTH, versions)
    # The likelier witness speaks for the person; the machine's own one (-2) does not speak for it.
    assert quality(known) == {"person": (-2.0, None), "machine": (-8.0, -2.0)}
    (contrast,) = next(one for one in known["measures"] if one["name"] == "quality")["contrasts"]
    assert (contrast["better"], contrast["difference"]) == ("person", 2.0)  # -6 and -8 by the one that made neither


def test_where_all_judges_are_of_the_family_there_is_no_verdict_and_both_are_shown(
    lines: bool, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    versions = found(ALONE, lines=lines)
    known = data(ALONE, versions)
    assert quality(known) == {"person": (-2.0, None), "machine": (None, -2.0)}
    measure = next(one for one in known["measures"] if one["name"] == "quality")
    assert [(one["verdict"], one["p"]) for one in measure["contrasts"]] == [("no independent judge", None)]
    assert known["told_apart_by"] == "issues"
    print_summary(known, tmp_path)
    said = capsys.readouterr().out
    assert "–*" in said
    reason = "suspected: 100 % of its words are those of this engine's draft (ours)"
    assert f"* machine: judged without route ours and witness we: {reason}; with all engines: Quality -2.00" in said
    assert "* Quality: no engine of another family is left for machine: no verdict there" in said
    page = render_versions(known, {})
    assert "-2.00 with its own family</small>" in page
    assert "no engine of another family" in page
    assert r"–\*" in version_tables.as_markdown(known)
    assert "quality,machine,,,,,,-2.0,True" in version_tables.as_csv(known)
    assert r"–$^*$" in version_tables.as_latex(known)


def test_a_declared_human_is_judged_by_all_and_what_speaks_against_it_is_said(lines: bool) -> None:
    versions = found(ALONE, lines=lines, made_by={"machine": "human"})
    known = data(ALONE, versions)
    assert quality(known) == {"machine": (-2.0, None), "person": (-2.0, None)}
    note, apart = version_tables.own_notes(known)
    assert note.startswith("machine: made by a person, as is said, though 100 % of its words")
    assert apart.startswith("Quality: machine and person share fewer than four words in five")


def test_an_unknown_maker_is_refused_before_any_work(lines: bool) -> None:
    with pytest.raises(InputError, match="made by 'nobody'"):
        found(ALONE, lines=lines, made_by={"person": "nobody"})
