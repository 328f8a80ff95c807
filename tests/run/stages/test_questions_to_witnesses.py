"""What witnesses are asked and whose words go where, with a scorer that repeats its questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.toy_engines import Echo, Reverse, Upper, configured, unit
from toolkit.config.witnesses import WitnessSetting
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis, Unchecked
from toolkit.model.token_scores import TokenScores
from toolkit.run.compare import silent
from toolkit.run.stages import witnesses
from toolkit.run.stages.requirements import Skipped, require
from toolkit.run.stages.witnesses import ask_witnesses


@dataclass(frozen=True, slots=True)
class Dying(Reverse):
    """Breaks down at work."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        raise EngineError("it died")


UNITS = [unit(0, "uno due", "one two"), unit(1, "tre", "three")]


def heard(*settings: WitnessSetting, units: Any = UNITS, **change: Any) -> witnesses.Testimony:
    config = configured(witnesses=settings, **change)
    return ask_witnesses(units, settings, config.pair, require(config).witnesses, silent)


def test_a_witness_is_asked_both_ways_with_the_source_itself() -> None:
    scorer = Echo()
    found = heard(WitnessSetting("w", scorer, Upper()))
    assert scorer.calls == [
        ("it", "en", (("one two", "uno due"), ("three", "tre"))),
        ("en", "it", (("uno due", "one two"), ("tre", "three"))),
    ]
    ((first,), (second,)) = found.witnesses
    assert (first.name, first.language, first.given) == ("w", "it", "uno due")
    assert (first.forward.text, first.forward.given) == ("one two", "uno due")
    assert (first.backward.text, first.backward.given) == ("uno due", "one two")
    assert (second.given, second.forward.text) == ("tre", "three")
    assert (found.unchecked, found.failed) == ((), {})


def test_a_draft_stands_for_the_source_in_the_language_of_the_pivot() -> None:
    scorer, draft = Echo(), Reverse()
    ((first,), _) = heard(WitnessSetting("w", scorer, Upper(), draft, "pt")).witnesses
    assert (draft.asked, draft.ways) == ([("uno due", "tre")], ["it-pt"])
    assert (first.language, first.given) == ("pt", "due uno")
    assert [(source, target, pairs[0]) for source, target, pairs in scorer.calls] == [
        ("pt", "en", ("one two", "due uno")),
        ("en", "pt", ("due uno", "one two")),
    ]


def test_a_source_in_the_language_of_the_pivot_is_not_drafted() -> None:
    draft = Reverse()
    ((first,), _) = heard(WitnessSetting("w", Echo(), Upper(), draft, "pt"), source_language="pt").witnesses
    assert (draft.asked, first.given) == ([], "uno due")


def test_with_the_sides_exchanged_the_translation_is_drafted_and_the_source_asked_about() -> None:
    scorer, draft = Echo(), Reverse()
    setting = WitnessSetting("w", scorer, Upper(), draft, "pt", exchanged=True)
    ((first,), _) = heard(setting, source_language="en", translation_language="it").witnesses
    assert (draft.asked, draft.ways) == ([("one two", "three")], ["it-pt"])
    assert [(source, target, pairs[0]) for source, target, pairs in scorer.calls] == [
        ("pt", "en", ("uno due", "two one")),
        ("en", "pt", ("two one", "uno due")),
    ]
    assert (first.exchanged, first.given, first.language) == (True, "two one", "pt")
    assert (first.of_source.text, first.of_translation.text) == ("uno due", "two one")


def test_a_cut_original_is_told_with_the_sides_exchanged() -> None:
    setting = WitnessSetting("w", Echo(limit=6), Upper(), exchanged=True)
    found = heard(setting, units=[unit(3, "s" * 9, "t" * 4)])
    reason = "too long for the engine: 6 of 9 characters of the original scored, under 4 of 4 characters given"
    assert found.unchecked == (Unchecked("witness w", reason, 3),)


def test_a_full_witness_also_tells_its_own_words_and_what_it_expects_without_a_source() -> None:
    scorer, own = Echo(), Upper()
    ((first,), _) = heard(WitnessSetting("w", scorer, own, Reverse(), "pt", "full")).witnesses
    assert (own.asked, own.ways) == ([("due uno", "tre")], ["pt-en"])
    assert first.own == "DUE UNO"
    assert first.own_backward is not None
    assert first.unprompted is not None
    assert first.raw is not None
    assert (first.own_backward.text, first.own_backward.given) == ("due uno", "DUE UNO")
    assert (first.unprompted.text, first.unprompted.given) == ("one two", "")
    assert (first.raw.text, first.raw.given) == ("one two", "uno due")
    assert [target for _, target, _ in scorer.calls] == ["en", "pt"]


def test_a_witness_for_scores_only_is_spared_the_rest() -> None:
    own = Upper()
    ((first,), _) = heard(WitnessSetting("w", Echo(), own)).witnesses
    assert (own.asked, first.own, first.own_backward, first.unprompted, first.raw) == ([], None, None, None, None)


def test_witnesses_of_one_scorer_and_pivot_are_asked_together_and_nothing_twice() -> None:
    scorer = Echo()
    heard(WitnessSetting("a", scorer, Upper()), WitnessSetting("b", scorer, Upper()))
    assert [len(pairs) for _, _, pairs in scorer.calls] == [2, 2]
    apart = Echo()
    heard(WitnessSetting("a", apart, Upper(), Reverse(), "pt"), WitnessSetting("b", apart, Upper(), Reverse(), "es"))
    assert [(source, target) for source, target, _ in apart.calls] == [
        ("pt", "en"),
        ("en", "pt"),
        ("es", "en"),
        ("en", "es"),
    ]


def test_each_unit_hears_its_witnesses_in_the_order_of_the_configuration() -> None:
    one, other = Echo("one"), Echo("other")
    found = heard(*(WitnessSetting(name, scorer, Upper()) for name, scorer in (("z", one), ("y", other), ("x", one))))
    assert [[witness.name for witness in own] for own in found.witnesses] == [["z", "y", "x"]] * 2


def test_a_side_without_text_is_told_and_the_others_keep_their_places() -> None:
    units = [unit(7, "", "one"), unit(8, "uno due", "one two"), unit(9, "tre", "")]
    found = heard(WitnessSetting("w", Echo(), Upper()), units=units)
    assert [[witness.given for witness in own] for own in found.witnesses] == [[], ["uno due"], []]
    assert found.unchecked == (
        Unchecked("witness w", "nothing on the side of the source", 7),
        Unchecked("witness w", "nothing on the side of the translation", 9),
    )


@pytest.mark.parametrize(
    ("source", "translation", "text", "given"),
    [("u" * 4, "t" * 9, "6 of 9", "4 of 4"), ("u" * 9, "t" * 4, "4 of 4", "6 of 9")],
)
def test_a_text_beyond_the_limit_is_told_with_how_much_was_heard(
    source: str, translation: str, text: str, given: str
) -> None:
    found = heard(WitnessSetting("w", Echo(limit=6), Upper()), units=[unit(3, source, translation)])
    reason = f"too long for the engine: {text} characters of the translation scored, under {given} characters given"
    assert found.unchecked == (Unchecked("witness w", reason, 3),)


@dataclass(frozen=True, slots=True)
class Short(Echo):
    """Has its limit on the way back only."""

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        engine = self if source == "en" else Echo()
        return Echo.score(engine, texts, given, source, target)


def test_a_limit_on_the_way_back_is_told_of_the_same_sides() -> None:
    found = heard(WitnessSetting("w", Short(limit=6), Upper()), units=[unit(3, "u" * 9, "t" * 4)])
    reason = "too long for the engine: 4 of 4 characters of the translation scored, under 6 of 9 characters given"
    assert found.unchecked == (Unchecked("witness w", reason, 3),)


def test_a_scorer_that_loses_an_answer_or_a_draft_that_dies_costs_its_own_witness_only() -> None:
    found = heard(
        WitnessSetting("dead", Echo("dead"), Upper(), Dying(), "pt"),
        WitnessSetting("lossy", Echo("lossy", loses=1), Upper()),
        WitnessSetting("w", Echo(), Upper()),
    )
    assert found.failed == {"dead": "it died", "lossy": "lossy scored 1 text of 2 (it > en)"}
    assert [[witness.name for witness in own] for own in found.witnesses] == [["w"], ["w"]]


def test_without_a_witness_or_a_source_nobody_is_asked() -> None:
    assert heard() == witnesses.Testimony()
    scorer = Echo()
    found = heard(WitnessSetting("w", scorer, Upper()), units=[unit(0, None, "one")])
    assert found == witnesses.Testimony(unchecked=(Unchecked("witness w", "needs the source"),))
    assert scorer.calls == []


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        (WitnessSetting("w", Echo(closed=("it-en",)), Upper()), "no it-en"),
        (WitnessSetting("w", Echo(closed=("en-it",)), Upper()), "no en-it"),
        (WitnessSetting("w", Echo(closed=("it-en", "en-it")), Upper(), Reverse(), "pt"), None),
        (WitnessSetting("w", Echo(closed=("en-pt",)), Upper(), Reverse(), "pt"), "no en-pt"),
        (WitnessSetting("w", Echo(), Upper(), Reverse(closed=("it-pt",)), "pt"), "no it-pt"),
        (WitnessSetting("w", Echo(), Upper(), Reverse(closed=("pt-it",)), "pt"), None),
        (WitnessSetting("w", Echo(), Upper(), Reverse(closed=("it-it",)), "it"), None),
        (WitnessSetting("w", Echo(), Upper(closed=("it-en",)), depth="full"), "no it-en"),
        (WitnessSetting("w", Echo(), Upper(closed=("it-en",))), None),
        (WitnessSetting("w", Echo(), Upper(closed=("it-en",)), Reverse(), "pt", "full"), None),
    ],
)
def test_every_way_that_a_witness_takes_must_be_open_and_no_other(setting: WitnessSetting, problem: str | None) -> None:
    assert setting.problem("it", "en") == problem
    config = configured(witnesses=(setting,))
    if problem is None:
        assert require(config) == Skipped()
        return
    with pytest.raises(MissingDependency, match=f"^witness 'w' cannot be asked: {problem}$"):
        require(config)
    skipped = heard(setting, WitnessSetting("other", Echo(), Upper()), missing_engines="skip")
    assert skipped.unchecked == (Unchecked("witness w", problem),)
    assert [[witness.name for witness in own] for own in skipped.witnesses] == [["other"]] * 2


def test_a_signature_names_what_the_answers_depend_on_and_no_more() -> None:
    assert WitnessSetting("w", Echo(), Upper()).signature("it", "en") == "echo|version:1"
    brief = WitnessSetting("w", Echo(), Upper(), Reverse(), "pt")
    assert brief.signature("it", "en") == "echo|version:1|draft:[reverse|version:1]|pivot:pt"
    full = WitnessSetting("w", Echo(), Upper(), Reverse(), "pt", "full")
    assert full.signature("it", "en") == f"{brief.signature('it', 'en')}|own:[upper|version:1]"
