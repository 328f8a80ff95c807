"""The figures, of small data whose figures can be counted by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.evaluation.answers import TextAnswer
from toolkit.evaluation.fidelity import Evaluation, evaluate
from toolkit.evaluation.rows import Data, Faulty, Right, TranslatedText
from toolkit.evaluation.table import lines


def text(translation: str) -> TranslatedText:
    return TranslatedText("it", "en", "source", translation)


def answer(*fired: str, quality: float | None = None, severity: str = "warning", **scores: float) -> TextAnswer:
    return TextAnswer(
        frozenset(fired),
        frozenset({severity} if fired else ()),
        quality,
        {"suspicion": float(len(fired)), **scores},
        (),
    )


def faulty(number: int, kind: str = "numbers", severity: str = "critical") -> Faulty:
    return Faulty(
        f"{kind}{number}",
        kind,
        severity,
        text(f"bad {kind} {number}"),
        text(f"good {number}"),
        str(number),
        str(number),
    )


def right(number: int) -> Right:
    return Right(str(number), text(f"good {number}"), str(number), str(number), "clean.jsonl")


def evaluated(
    damaged: dict[Faulty, TextAnswer], clean: dict[int, TextAnswer], *, rows: tuple[int, ...] | None = None
) -> Evaluation:
    said = {row.text: answer for row, answer in damaged.items()}
    said |= {text(f"good {number}"): answer for number, answer in clean.items()}
    return evaluate(Data(tuple(damaged), tuple(map(right, clean if rows is None else rows))), said)


def test_recall_is_counted_by_check_and_net_of_what_the_right_version_has_too() -> None:
    damaged = {
        faulty(1): answer("numbers"),
        faulty(2): answer("numbers", "names"),
        faulty(3): answer("names"),
        faulty(4): answer(),
    }
    clean = {1: answer(), 2: answer("numbers"), 3: answer("names"), 4: answer()}
    (row,) = evaluated(damaged, clean).recall
    assert row.count == 4
    assert row.any.value == 0.75
    assert row.net is not None
    assert row.net.value == 0.5
    assert {name: share.value for name, share in row.checks.items()} == {"names": 0.5, "numbers": 0.5}


def test_of_equally_good_checks_the_table_names_the_one_with_fewer_false_alarms() -> None:
    damaged = {faulty(1): answer("numbers", "names"), faulty(2): answer("numbers", "names")}
    shown = list(lines(evaluated(damaged, {1: answer("names"), 2: answer()}), witnessed=False))
    (row,) = [line for line in shown if line.startswith("numbers ")][:1]
    assert "numbers          1.00" in row
    assert row.endswith("false 0")


def test_false_alarms_are_counted_by_severity_and_by_check() -> None:
    clean = {1: answer("numbers", severity="error"), 2: answer("names"), 3: answer("dashes", severity="info")}
    (alarms,) = evaluated({}, {**clean, 4: answer()}).alarms
    assert (alarms.file, alarms.count) == ("clean.jsonl", 4)
    assert [alarms.error.value, alarms.warning.value, alarms.any.value] == [0.25, 0.5, 0.75]
    assert {name: share.value for name, share in alarms.checks.items()} == dict.fromkeys(
        ["dashes", "names", "numbers"], 0.25
    )


def test_a_right_version_is_compared_with_once_however_many_damaged_ones_it_has() -> None:
    damaged = {faulty(1): answer(), faulty(1, "names"): answer(), faulty(2): answer()}
    clean = {1: answer(), 2: answer()}
    assert evaluated(damaged, clean).scores[0].right == 2
    assert evaluated(damaged, clean, rows=()).scores[0].right == 2
    assert evaluated(damaged, clean, rows=(1,)).scores[0].right == 2


def test_right_versions_that_score_alike_are_as_many_as_there_are() -> None:
    # Sentence 1 has two right versions, both scored 0; the limit at 5 % would be another if they counted as one.
    versions = [replace(faulty(number), right=text(f"good {number}"), item="1") for number in (1, 2)]
    found = evaluated({row: answer("numbers") for row in versions}, {1: answer(), 2: answer()}, rows=())
    assert found.scores[0].right == 2
    assert evaluated({row: answer() for row in versions}, {1: answer(), 2: answer("x")}, rows=()).scores[0].right == 2


def test_a_right_version_that_stands_in_two_places_counts_in_each() -> None:
    twice = [replace(faulty(number), right=text("good 1")) for number in (1, 2)]
    assert evaluated(dict.fromkeys(twice, answer()), {1: answer()}, rows=()).scores[0].right == 2


def test_what_scores_at_the_limit_is_not_found_and_half_of_a_tie_is_won() -> None:
    # Of 40 right ones two may be alarmed, and three score 1: the limit is 1, and one faulty text is above it.
    clean = {number: answer(*(["names"] if number <= 3 else [])) for number in range(1, 41)}
    damaged = {faulty(1): answer("names"), faulty(2): answer("names", "numbers"), faulty(3): answer()}
    score = evaluated(damaged, clean).scores[0]
    figures = score.figures[0]
    assert (score.limit, score.right) == (1.0, 40)
    assert figures.recall is not None
    assert figures.recall.value == pytest.approx(1 / 3, abs=1e-6)
    assert figures.auc is not None
    assert figures.auc.value == pytest.approx(((37 + 1.5) + 40 + 18.5) / 3 / 40, abs=1e-6)


SCORED = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=25)


@given(SCORED, st.sets(st.integers(1, 6)))
def test_auc_and_recall_are_those_of_the_documentation(
    scored: list[tuple[int, int, int]], right_rows: set[int]
) -> None:
    """Each faulty row is of a sentence and one right version of that, which their product scores; some are rows."""
    damaged = {
        replace(faulty(number), right=text(f"good {item} {version}"), item=str(item)): answer(*"abc"[:score])
        for number, (item, version, score) in enumerate(scored)
    }
    right_scores = {(item, version): (item * version) % 3 for item in range(1, 7) for version in range(4)}
    said = {row.text: answer for row, answer in damaged.items()}
    said |= {text(f"good {a} {b}"): answer(*"abc"[:score]) for (a, b), score in right_scores.items()}
    rows = tuple(
        Right(f"r{item}", text(f"good {item} 0"), str(item), str(item), "clean.jsonl") for item in sorted(right_rows)
    )
    versions = {(item, version) for item, version, _ in scored} | {(item, 0) for item in right_rows}
    negatives = [right_scores[version] for version in versions]
    found = evaluate(Data(tuple(damaged), rows), said).scores[0]
    figures = next(one for one in found.figures if one.name == "all, micro")
    assert found.right == len(negatives)
    assert figures.auc is not None
    won = [(bad > good) + (bad == good) / 2 for _, _, bad in scored for good in negatives]
    assert figures.auc.value == pytest.approx(sum(won) / len(won), abs=1e-6)
    limits = [at for at in [-1, *negatives] if sum(good > at for good in negatives) * 20 <= len(negatives)]
    assert figures.recall is not None
    assert figures.recall.value == pytest.approx(sum(bad > min(limits) for *_, bad in scored) / len(scored), abs=1e-6)


def test_quality_counts_a_tie_as_one_half_and_leaves_out_what_has_none() -> None:
    damaged = {
        faulty(1): answer(quality=-3.0),
        faulty(2): answer(quality=-2.0),
        faulty(3): answer(quality=-1.0),
        faulty(4): answer(),
    }
    result = evaluated(damaged, {number: answer(quality=-2.0) for number in (1, 2, 3, 4)})
    assert result.quality is not None
    assert (result.quality.right, result.quality.without) == (3, 1)
    first = result.quality.figures[0]
    assert first.pairwise is not None
    assert (first.name, first.count, first.pairwise.value) == ("numbers", 3, 0.5)


def test_a_mean_over_kinds_counts_every_kind_and_one_over_rows_every_row() -> None:
    damaged = {faulty(number): answer("numbers") for number in (1, 2, 3)} | {faulty(1, "names", "major"): answer()}
    result = evaluated(damaged, {number: answer() for number in range(1, 30)})
    figures = {one.name: one for one in result.scores[0].figures}
    assert list(figures)[:2] == ["numbers", "names"]
    macro, micro = figures["critical + major, macro"], figures["critical + major, micro"]
    assert macro.recall is not None
    assert micro.recall is not None
    assert (macro.recall.value, micro.recall.value) == (0.5, 0.75)


def test_every_channel_has_figures_and_says_for_how_many_rows_it_is_not_known() -> None:
    damaged = {faulty(1): answer(omission=3.0), faulty(2): answer()}
    result = evaluated(damaged, {number: answer(omission=0.1 * number) for number in (1, 2, 3)})
    assert [score.score for score in result.scores] == ["suspicion", "omission"]
    omission = result.scores[1]
    assert omission.without == 1
    assert omission.figures[0].auc is not None
    assert omission.figures[0].auc.value == 1.0


def test_the_recall_of_one_row_is_not_sure_because_every_draw_holds_it() -> None:
    recall = evaluated({faulty(1): answer("numbers")}, {n: answer() for n in range(1, 9)}).scores[0].figures[0].recall
    assert recall is not None
    assert (recall.value, recall.high) == (1.0, 1.0)
    assert recall.low < 0.3


def test_data_without_right_or_without_faulty_ones_have_no_made_up_figures() -> None:
    lone = Faulty("1", "numbers", "critical", text("bad"), None, "1", "1")
    shown = "\n".join(lines(evaluate(Data((lone,), ()), {text("bad"): answer("numbers")}), witnessed=False))
    assert "false alarms: no right translations in the data" in shown
    assert "no right translations in the data to compare with" in shown
    shown = "\n".join(lines(evaluated({}, {1: answer()}), witnessed=False))
    assert "recall: no faulty translations in the data" in shown
    assert "AUC" not in shown.split("\n", 2)[2]


def test_names_cannot_command_the_terminal_or_break_the_columns() -> None:
    row = faulty(1, "a\x1b[31m\n" + "very " * 30 + "long kind")
    for line in lines(evaluated({row: answer("numbers")}, {1: answer()}), witnessed=False):
        assert len(line) <= 100
        assert line.isprintable()
