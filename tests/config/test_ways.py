"""By which ways a scorer is asked, with toy engines that say where they go."""

from dataclasses import dataclass

import pytest

from tests.toy_engines import Echo, Reverse
from toolkit.config.ways import Rule, Way
from toolkit.config.witnesses import Entry, WitnessSetting
from toolkit.model import LanguagePair


@dataclass(frozen=True, slots=True)
class Going(Reverse):
    """Goes the ways of ``there``; of ``packaged`` it could."""

    family: str = "rules"
    there: tuple[str, ...] = ()
    packaged: tuple[str, ...] = ()

    def problem(self, source: str, target: str) -> str | None:
        way = f"{source}-{target}"
        return None if way in self.there else f"{way} is not installed; install it with: apt-get install {way}"

    def directions(self, *, installed: bool) -> list[tuple[str, str]]:
        ways = self.there if installed else (*self.there, *self.packaged)
        return [(source, target) for source, _, target in (way.partition("-") for way in ways)]


@dataclass(frozen=True, slots=True)
class Knowing(Echo):
    """Scores between some languages."""

    knows: tuple[str, ...] = ("en", "pt")

    def score_problem(self, source: str, target: str) -> str | None:
        return None if {source, target} <= set(self.knows) else f"no {source}-{target}"

    def directions(self, *, installed: bool) -> list[tuple[str, str]]:
        return [(one, other) for one in self.knows for other in self.knows if one != other]


RULES = Going(there=("en-es", "es-en", "es-pt", "pt-es", "ca-pt", "es-it", "it-es", "it-ca", "fr-es"))
MODELS = Going(family="neural", there=("en-pt", "pt-en", "de-en", "it-pt"))


def ways(pair: str, count: int = 2, *engines: Going) -> list[tuple[str, str, bool]]:
    source, _, target = pair.partition("-")
    found = Rule(Knowing(), engines or (RULES, MODELS)).ways(LanguagePair(source, target), count)
    return [(way.name, ">".join(way.path), way.exchanged) for way in found]


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("pt-en", [("direct", "pt", False)]),
        ("en-pt", [("direct", "en", False)]),
        ("it-en", [("via-spanish", "it>es>pt", False), ("via-catalan", "it>ca>pt", False)]),
        ("en-it", [("via-spanish", "it>es>pt", True), ("via-catalan", "it>ca>pt", True)]),
        ("es-en", [("via-portuguese", "es>pt", False)]),
        ("fr-en", [("via-spanish", "fr>es>pt", False)]),
        ("en-fr", [("via-spanish", "fr>es>pt", True)]),
        ("it-pt", [("via-spanish", "it>es>en", False)]),
        ("pt-es", [("via-english", "es>en", True)]),
        ("it-es", []),
        ("es-fr", []),
    ],
)
def test_the_shortest_way_over_rules_to_a_language_of_the_scorer_is_taken(
    pair: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert ways(pair) == expected


def test_rules_do_not_go_over_the_language_asked_about_where_another_way_is_left() -> None:
    rules = Going(there=("it-en", "en-pt", "it-es", "es-ca", "ca-pt"))
    assert ways("it-en", 2, rules) == [("via-spanish", "it>es>ca>pt", False)]


def test_models_draft_only_where_rules_do_not_reach_and_may_go_over_the_language_asked_about() -> None:
    assert ways("de-en") == [("via-english", "de>en>pt", False)]
    assert ways("en-de") == [("via-english", "de>en>pt", True)]
    assert ways("de-en", 2, RULES) == []


def test_fewer_ways_may_be_wanted_and_a_draft_in_one_language_only() -> None:
    assert len(ways("it-en", 1)) == 1
    pair = LanguagePair("it", "en")
    assert [way.path for way in Rule(Knowing(knows=("en", "pt", "es")), (RULES,), "pt").ways(pair, 1)] == [
        ("it", "es", "pt")
    ]
    assert [way.path for way in Rule(Knowing(knows=("en", "pt", "es")), (RULES,)).ways(pair, 1)] == [("it", "es")]


def settings(pair: str, *drafting: Going, **change: object) -> tuple[WitnessSetting, ...]:
    source, _, target = pair.partition("-")
    entry = Entry("w", Knowing(), Reverse(), drafting=drafting or (RULES,), **change)  # type: ignore[arg-type]
    return entry.settings(LanguagePair(source, target))


def test_a_witness_is_called_after_its_way_where_there_may_be_several() -> None:
    assert [one.name for one in settings("it-en", ways=2)] == ["via-spanish", "via-catalan"]
    assert [one.name for one in settings("it-en")] == ["w"]


def test_with_the_sides_exchanged_only_scores_are_asked_for() -> None:
    (straight,), (turned,) = settings("it-en", depth="full"), settings("en-it", depth="full")
    assert (straight.depth, straight.exchanged) == ("full", False)
    assert (turned.depth, turned.exchanged) == ("scores", True)
    assert turned.problem("en", "it") is None
    assert straight.signature("it", "en") != turned.signature("en", "it")


def test_what_could_be_installed_is_lacking_and_what_could_not_is_beyond() -> None:
    packaged = Going(there=("es-pt",), packaged=("fr-es",))
    (french,) = settings("fr-en", packaged)
    assert french.beyond is False
    assert french.problem("fr", "en") == ("hop fr > es: fr-es is not installed; install it with: apt-get install fr-es")
    (german,) = settings("de-en", packaged)
    assert german.beyond is True
    assert str(german.lacks).startswith(
        "no installed engine drafts German; fetch one that does with: toolkit fetch firefox de-en; or"
    )
    (portuguese,) = settings("de-pt", packaged, pivot="en")
    assert str(portuguese.lacks).startswith(
        "no installed engine drafts German in English; fetch one that does with: toolkit fetch firefox de-en; or"
    )
    (neither,) = settings("it-es", packaged)
    assert neither.beyond is True
    assert str(neither.lacks).startswith("it knows en and pt, and so neither language of it > es;")


def test_a_written_draft_is_left_out_or_exchanged_where_the_pair_wants_it() -> None:
    entry = Entry("w", Knowing(), Reverse(), Going(there=("it-pt",)), "pt", "full")

    def asked(source: str, target: str) -> tuple[bool, bool, str]:
        (one,) = entry.settings(LanguagePair(source, target))
        return one.draft is not None, one.exchanged, one.depth

    assert asked("it", "en") == (True, False, "full")
    assert asked("en", "it") == (True, True, "scores")
    assert asked("en", "pt") == (False, False, "full")
    (german,) = entry.settings(LanguagePair("de", "en"))
    assert german.problem("de", "en") == "de-pt is not installed; install it with: apt-get install de-pt"
    assert not german.beyond


def test_a_way_says_what_is_drafted() -> None:
    (way,) = Rule(Knowing(), (RULES,)).ways(LanguagePair("es", "en"), 1)
    draft = way.draft()
    assert draft is not None
    assert draft.signature() == "chain|path:es>pt|hops:[reverse|version:1]"
    assert Way(("pt",)).draft() is None
    (turned,) = settings("en-fr")
    assert turned.told(LanguagePair("en", "fr")) == (
        "sides exchanged: reads a draft of the translation, fr > es > pt, and is asked about en"
    )
