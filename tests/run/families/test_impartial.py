"""Who judges a text that an engine of the run may have made, and what is said without them."""

import json
from io import StringIO

import pytest
from rich.console import Console

from tests.run.families.engine import ITALIAN, MACHINE, PERSON, Ferryman
from tests.toy_engines import Upper, configured
from toolkit.cli.terminal import summary
from toolkit.config.settings import Config, Route
from toolkit.config.witnesses import WitnessSetting
from toolkit.engines.chain import Chain
from toolkit.metrics.chrf import Chrf
from toolkit.metrics.likelihood import Likelihood
from toolkit.model import Comparison, Text
from toolkit.plugins import traits
from toolkit.run.compare import compare
from toolkit.run.families.judges import LeftOut, Panel
from toolkit.run.outputs import render
from toolkit.run.stages.requirements import Skipped
from toolkit.run.stages.sequence import Plan

OURS, OTHER = Ferryman(), Ferryman("other")
RUN = configured(
    routes=(Route("ours", OURS, OURS), Route("other", OTHER, OTHER)),
    witnesses=(WitnessSetting("we", OURS, OURS), WitnessSetting("they", OTHER, OTHER)),
    metrics=(Chrf(), Likelihood()),
)


def compared(texts: tuple[str, ...], config: Config = RUN, made_by: str | None = None) -> Comparison:
    source, translation = ("\n\n".join(side) + "\n" for side in (ITALIAN, texts))
    return compare(Text(translation, "t"), Text(source, "s"), config, made_by=made_by)


def test_an_engine_has_the_families_of_all_engines_in_it() -> None:
    assert traits.families(Chain(("it", "ca", "en"), (OURS, Upper()))) == {"mixed", "ferry", "loud"}


def test_a_witness_that_reads_a_draft_of_a_family_is_a_judge_of_that_family() -> None:
    witness = WitnessSetting("w", OTHER, OTHER, Upper(), "pt")
    plan = Plan.of(configured(routes=RUN.routes, witnesses=(witness,)), Skipped())
    judges = Panel.of(plan)
    assert judges.of_families({"loud"}) == LeftOut((), ("w",))
    assert judges.of_families({"ferry"}) == LeftOut(("ours",), ())
    assert not judges.of_families({"nobody's"})


def test_a_persons_text_is_judged_by_all() -> None:
    outcome = compared(PERSON)
    assert (outcome.makers, outcome.impartial) == ((), None)


def test_both_figures_stand_of_a_text_that_an_engine_of_the_run_made() -> None:
    outcome = compared(MACHINE, made_by="ferry", config=RUN)
    found = outcome.impartial
    assert found is not None
    # Both engines write this text; the family of the second is found by its words.
    assert [(maker.family, maker.basis) for maker in outcome.makers] == [("ferry", "declared"), ("other", "suspected")]
    assert (found.routes, found.witnesses) == (("ours", "other"), ("we", "they"))
    assert found.scores == ()
    assert {score.route for score in found.superseded} == {"ours", "other", None}


def test_a_witness_of_another_family_speaks_in_the_place_of_all() -> None:
    outcome = compared(PERSON, made_by="ferry")
    found = outcome.impartial
    assert found is not None
    assert (found.routes, found.witnesses) == (("ours",), ("we",))
    likelihood = next(score for score in outcome.scores if score.metric == "likelihood")
    assert (likelihood.corpus, [score.corpus for score in found.scores]) == (-2.0, [-6.0])


def test_every_report_says_which_figure_is_not_to_be_used_and_why() -> None:
    outcome = compared(PERSON, made_by="ferry")
    reason = "made by an engine of this family (ferry)"
    files = render(outcome, ["json", "html"])
    data = json.loads(files["comparison.json"])
    own = {score["route"] for score in data["scores"] if score["not_to_be_used"] == reason}
    assert own == {"ours", None}
    assert data["impartial"]["left_out"] == {"routes": ["ours"], "witnesses": ["we"]}
    assert f'<tbody class="own" title="{reason}">' in files["report.html"]
    console = Console(record=True, width=200, file=StringIO())
    summary(outcome, console)
    said = console.export_text()
    assert "ours*" in said
    assert "likelihood -6.0* (-2.0 with all)" in said
    assert f"* not to be used for this text: route ours and witness we: {reason}" in said
    assert "no engine of another family is left" not in said


def test_where_no_engine_of_another_family_is_left_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    summary(compared(MACHINE), Console(width=200))
    said = capsys.readouterr().out
    assert "no engine of another family is left: the engines draw no verdict on this text" in said
    assert "likelihood –* (-2.0 with all)" in said
