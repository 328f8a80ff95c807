import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.paths import ROOT
from toolkit.config.loading import load
from toolkit.model import Guard, Hypothesis, Leg, Trip
from toolkit.reports.wording.verdict import verdict
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import compare
from toolkit.run.stages.guards import guard
from toolkit.run.wiring import wire

SENTENCE = "La riunione del consiglio è stata rinviata alla prossima settimana."

ENGLISH = (
    "The ministers of the member states met in the capital on Tuesday evening.",
    "Nobody wanted to comment on the outcome of the long negotiations.",
    "A new meeting has been announced for the second week of January.",
)
ITALIAN = (
    "I ministri degli Stati membri si sono incontrati nella capitale martedì sera.",
    "Nessuno ha voluto commentare l'esito dei lunghi negoziati.",
    "Una nuova riunione è stata annunciata per la seconda settimana di gennaio.",
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    kept = Cache.open(tmp_path_factory.mktemp("cache") / "c.sqlite")
    yield kept
    kept.close()


def trip(back: tuple[str, ...], returned: tuple[str, ...]) -> Trip:
    def leg(source: str, target: str, outputs: tuple[str, ...]) -> Leg:
        return Leg(source, target, ENGLISH, tuple(Hypothesis(text) for text in outputs), "e")

    return Trip("route", "family", leg("en", "it", back), leg("it", "en", returned))


def failing(back: tuple[str, ...]) -> set[str]:
    there_and_back = trip(back, ENGLISH)
    return {answer.name for answer in guard(there_and_back) if not answer.passed and answer.name.startswith("back")}


def test_a_real_translation_passes_every_guard() -> None:
    assert failing(ITALIAN) == set()


def test_a_copy_fails_language_identity_and_overlap() -> None:
    assert failing(ENGLISH) == {"back language", "back identity", "back overlap"}


def test_a_copy_in_other_case_and_punctuation_is_still_a_copy() -> None:
    assert "back identity" in failing(tuple(text.upper().replace(".", "!") for text in ENGLISH))


def test_a_pivot_in_a_third_language_fails() -> None:
    spanish = (
        "Los ministros de los Estados miembros se reunieron en la capital el martes por la noche.",
        "Nadie quiso comentar el resultado de las largas negociaciones.",
        "Se ha anunciado una nueva reunión para la segunda semana de enero.",
    )
    assert failing(spanish) == {"back language"}


@pytest.mark.parametrize("name", ["NATO", "Kyiv, Ukraine"])
def test_names_that_stay_the_same_are_not_taken_for_copies(name: str) -> None:
    leg = Leg("en", "it", (name,), (Hypothesis(name),), "e")
    assert guard(Trip("route", "family", leg, leg)) == ()


def one_leg(inputs: tuple[str, ...], outputs: tuple[str, ...], target: str = "it") -> dict[str, Guard]:
    leg = Leg("en", target, inputs, tuple(Hypothesis(text) for text in outputs), "e")
    found = guard(Trip("r", "f", leg, leg))
    return {answer.name.removeprefix("back "): answer for answer in found if answer.name.startswith("back ")}


@pytest.mark.parametrize("count", [2, 3])
def test_one_sentence_for_everything_fails_from_two_texts_on(count: int) -> None:
    found = one_leg(ENGLISH[:count], (SENTENCE,) * count)
    assert [name for name, answer in found.items() if not answer.passed] == ["repetition"]
    assert found["repetition"].value == round((count - 1) / count, 4)


def test_a_few_sentences_in_turn_for_many_texts_fail_too() -> None:
    inputs = (
        *ENGLISH,
        "Fishing boats left the harbour before the storm arrived.",
        "Her grandmother planted those two olive trees long ago.",
        "Prices for bread rose again after a dry summer.",
    )
    found = one_leg(inputs, (ITALIAN[0], ITALIAN[1]) * 3)
    assert found["repetition"].value == round(4 / 6, 4)
    assert not found["repetition"].passed


def test_a_text_that_a_document_repeats_may_have_its_answer_again() -> None:
    found = one_leg((ENGLISH[0],) * 4 + ENGLISH[1:2], (ITALIAN[0],) * 4 + ITALIAN[1:2])
    assert found["repetition"].value == 0.0


def test_texts_that_are_like_each_other_may_have_the_same_answer() -> None:
    inputs = (
        "He went home late that evening.",
        "She went home late that evening.",
        "They went home late that evening.",
    )
    assert one_leg(inputs, ("Tornò a casa tardi quella sera.",) * 3)["repetition"].value == 0.0


def test_two_texts_of_four_that_come_to_the_same_do_no_harm() -> None:
    found = one_leg((*ENGLISH, "No one was willing to say how the talks had ended."), (*ITALIAN, ITALIAN[1]))
    assert found["repetition"].value == 0.25
    assert found["repetition"].passed


@pytest.mark.parametrize("answer", ["ab c", "No, {}.", "Questo testo è lungo. {0} " * 60])
def test_answers_that_are_far_too_short_or_too_long_fail(answer: str) -> None:
    outputs = tuple(answer.format(number) for number in ("uno", "due", "tre"))
    assert not one_leg(ENGLISH, outputs)["length"].passed


def test_a_script_with_few_characters_is_not_too_short() -> None:
    chinese = ("成员国部长周二晚在首都会晤。", "没有人愿意评论漫长谈判的结果。", "一月第二周已宣布召开新会议。")
    assert one_leg(ENGLISH, chinese, "zh")["length"].passed


def test_a_guard_says_the_name_of_the_language() -> None:
    assert one_leg(ENGLISH, ENGLISH)["language"].message == (
        "0% of the back leg's texts are in Italian; at least 80% must be"
    )


@pytest.mark.parametrize(
    ("answer", "names"), [(SENTENCE, {"back repetition"}), ("ab c", {"back repetition", "back length"})]
)
def test_a_program_that_says_one_thing_to_everything_gets_no_score_and_the_reader_is_told_why(
    tmp_path: Path, answer: str, names: set[str]
) -> None:
    program = f"import sys; [print({answer!r}) for _ in sys.stdin]"
    (tmp_path / "c.yaml").write_text(
        f"engines: {{fixed: {{use: command, command: [{sys.executable}, -c, {program!r}]}}}}\n"
        "routes: {fixed: fixed}\nmetrics: [chrf]\nchecks: off\naligner: length\n",
        encoding="utf-8",
    )
    outcome = compare(ROOT / "corpora" / "ferry" / "ferry.en.txt", None, load(tmp_path / "c.yaml"))
    assert {answer.name for answer in outcome.guards if not answer.passed} >= names
    assert outcome.scores == ()
    assert "leg gives the answer that it gave to another, unlike text; at most 40% is plausible" in " ".join(
        verdict(outcome).alarms
    )


@pytest.mark.engine
@pytest.mark.parametrize(
    ("other", "article"),
    [
        ("neural via pt", "ferry/ferry"),
        ("neural via pt", "summit/summit"),
        ("neural via pt", "harbour/harbour"),
        ("rules via es", "ferry/ferry"),
    ],
)
def test_no_leg_of_a_real_engine_fails_on_an_article(tmp_path: Path, cache: Cache, article: str, other: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(
        f"extends: toolkit:offline\nroutes: {{{other}: off}}\nmetrics: off\nchecks: off\n", encoding="utf-8"
    )
    translation, source = (ROOT / "corpora" / f"{article}.{language}.txt" for language in ("en", "it"))
    outcome = compare(translation, source if source.exists() else None, wire(load(path), cache), cache)
    assert {guard.name.split()[1] for guard in outcome.guards} == {
        "language",
        "identity",
        "overlap",
        "repetition",
        "length",
    }
    assert [guard.message for guard in outcome.guards if not guard.passed] == []
    assert all(guard.value == 0.0 for guard in outcome.guards if guard.name.endswith("repetition"))
    assert all(0.7 < guard.value < 1.4 for guard in outcome.guards if guard.name.endswith("length"))


def values(back: tuple[str, ...]) -> dict[str, tuple[float, bool]]:
    return {answer.name: (answer.value, answer.passed) for answer in guard(trip(back, ENGLISH))}


def kept(text: str, changed: int) -> str:
    """Return the text with other words in the place of its last ones."""
    words = text.rstrip(".").split()
    return " ".join([*words[:-changed], *(f"parola{number}" for number in range(changed))])


def test_a_pivot_that_keeps_eight_words_of_ten_fails() -> None:
    line = "one two three four five six seven eight nine ten"
    leg = Leg("en", "it", (line,), (Hypothesis(kept(line, 2)),), "e")
    (overlap,) = [answer for answer in guard(Trip("route", "family", leg, leg)) if answer.name == "back overlap"]
    assert (overlap.value, overlap.passed) == (0.6667, False)
    at_most = "one two three four five six seven eight"
    most = Leg("en", "it", (at_most,), (Hypothesis(kept(at_most, 2)),), "e")
    (overlap,) = [answer for answer in guard(Trip("route", "family", most, most)) if answer.name == "back overlap"]
    assert (overlap.value, overlap.passed) == (0.6, True)
    fewer = Leg("en", "it", (line,), (Hypothesis(kept(line, 3)),), "e")
    (overlap,) = [answer for answer in guard(Trip("route", "family", fewer, fewer)) if answer.name == "back overlap"]
    assert (overlap.value, overlap.passed) == (0.5385, True)


def test_one_copy_in_four_is_borne_and_one_in_three_is_not() -> None:
    assert values((ENGLISH[0], *ITALIAN[1:]))["back identity"] == (0.3333, False)
    leg = Leg("en", "it", (*ENGLISH, ENGLISH[1]), tuple(map(Hypothesis, (ENGLISH[0], *ITALIAN[1:], ITALIAN[1]))), "e")
    found = {answer.name: (answer.value, answer.passed) for answer in guard(Trip("route", "family", leg, leg))}
    assert found["back identity"] == (0.25, True)


def test_four_texts_of_five_in_the_pivots_language_are_enough_and_three_of_four_are_not() -> None:
    def language(foreign: int, count: int) -> tuple[float, bool]:
        outputs = (*[ENGLISH[1]] * foreign, *[ITALIAN[1]] * (count - foreign))
        leg = Leg("en", "it", (ENGLISH[0],) * count, tuple(map(Hypothesis, outputs)), "e")
        first = guard(Trip("route", "family", leg, leg))[0]
        return first.value, first.passed

    assert language(1, 5) == (0.8, True)
    assert language(1, 4) == (0.75, False)


def test_a_text_of_three_words_is_not_judged_and_one_of_four_is() -> None:
    def judged(text: str) -> int:
        leg = Leg("en", "it", (text,), (Hypothesis(text),), "e")
        return len(guard(Trip("route", "family", leg, leg)))

    assert judged("Bella ciao, bella.") == 0
    assert judged("Bella ciao, bella ciao.") == 10


def test_every_leg_is_guarded_in_its_own_language() -> None:
    there = Leg("en", "it", ENGLISH, tuple(map(Hypothesis, ITALIAN)), "e")
    home = Leg("it", "en", ITALIAN, tuple(map(Hypothesis, ENGLISH)), "e")
    copied = replace(home, inputs=ENGLISH)
    found = guard(Trip("route", "family", there, home, copied))
    assert [(answer.route, answer.name) for answer in found] == [
        ("route", f"{leg} {what}")
        for leg in ("back", "return", "draft")
        for what in ("language", "identity", "overlap", "repetition", "length")
    ]
    assert [answer.name for answer in found if not answer.passed] == ["draft identity", "draft overlap"]
