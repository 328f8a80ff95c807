"""``toolkit calibrate --checks``: what the figures are, and what they do to the next run."""

import json
import random
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.config.alarm_rates import AlarmRate, AlarmRates, load
from toolkit.evaluation.alarm_rates import Kind, Sample, fitted
from toolkit.evaluation.intervals import wilson

LOUD: Kind = ("numbers", "accuracy", "error")
LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
DIRECTIONS = tuple(
    f"{source}-{translation}" for source, translation in product(LANGUAGES, repeat=2) if source != translation
)


def samples(shares: dict[str, float], documents: int = 40, each: int = 15, clumped: bool = False) -> list[Sample]:
    """Make correct sentences with so many alarms; clumped, whole documents have them."""
    chance = random.Random(3)
    made = []
    for direction, share in shares.items():
        for document in range(documents):
            whole = chance.random() < share
            for _ in range(each):
                hit = whole if clumped else chance.random() < share
                made.append(Sample(direction, f"d{document}", frozenset([LOUD] if hit else [])))
    return made


def uppers(made: list[Sample]) -> dict[str, float]:
    return {languages: rate.upper for languages, rate in rates_of(made).items()}


def rates_of(made: list[Sample]) -> Mapping[str, AlarmRate]:
    (kind,) = fitted(made, ["numbers"], "x").rates
    return kind.directions


def test_each_direction_has_its_own_share_and_all_together_theirs() -> None:
    made = samples({**dict.fromkeys(DIRECTIONS, 0.001), "de-fr": 0.06})
    shares = {languages: rate.share for languages, rate in rates_of(made).items()}
    assert set(shares) == {"*", *DIRECTIONS}
    assert shares["de-fr"] > 0.04
    assert max(share for direction, share in shares.items() if direction != "de-fr") < 0.01
    assert shares["*"] == round(sum(LOUD in sample.kinds for sample in made) / len(made), 5)


def test_alarms_of_few_documents_are_less_sure_than_as_many_scattered_ones() -> None:
    scattered, clumped = (uppers(samples({"it-en": 0.05}, clumped=clumped))["it-en"] for clumped in (False, True))
    assert clumped > 1.3 * scattered


def test_an_independent_sample_of_one_direction_has_wilsons_interval() -> None:
    made = [Sample("it-en", f"d{number}", frozenset([LOUD] if number < 3 else [])) for number in range(400)]
    assert rates_of(made)["*"] == AlarmRate(3, 0.0075, round(wilson(3, 400).high, 5))


def test_the_order_of_the_sentences_changes_nothing_and_small_directions_and_infos_are_left_out() -> None:
    made = samples({"it-en": 0.02, "de-en": 0.01})
    few = [Sample("fr-en", "d", frozenset([LOUD]))] * 99
    quiet = [Sample("it-en", "d1", frozenset([("numbers", "accuracy", "info")]))]
    one = fitted([*made, *few, *quiet], ["numbers"], "x")
    mixed = [*few, *quiet, *made]
    random.Random(1).shuffle(mixed)
    assert fitted(mixed, ["numbers"], "x") == one
    assert [each.languages for each in one.measured] == ["de-en", "it-en"]
    assert {kind.severity for kind in one.rates} == {"error"}


def test_the_rate_of_a_length_is_per_sentence_of_that_length_and_few_sentences_say_little() -> None:
    loud = frozenset([LOUD])
    made = [Sample("it-en", f"d{n % 40}", loud if n < 20 else frozenset(), 30) for n in range(400)]
    made += [Sample("it-en", f"d{n % 40}", frozenset(), 10) for n in range(1600)]
    (kind,) = fitted(made, ["numbers"], "x").rates
    assert kind.directions["*"].share == 0.01
    assert set(kind.lengths) == {"15", "*"}
    assert kind.lengths["*"] == AlarmRate(20, round(21 / 500, 5), kind.lengths["*"].upper)
    assert kind.lengths["15"].share == round(1 / 1700, 5)
    assert kind.oftener(kind.length(26)) == pytest.approx(4.2)
    assert kind.oftener(kind.length(15)) < 0.1


def pairs(path: Path, wrong: int) -> Path:
    """Write 120 Italian pairs, of which so many have another number in the translation."""
    rows = [
        {
            "id": f"doc{number // 10}/{number}",
            "source": f"Il comune ha comprato {number + 20} biciclette.",
            "translation": f"The town bought {number + (21 if number < wrong else 20)} bicycles.",
        }
        for number in range(120)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_check_that_is_wrong_on_a_houses_texts_gives_no_more_errors_there(tmp_path: Path) -> None:
    data = pairs(tmp_path / "pairs.jsonl", wrong=12)
    (tmp_path / "free.yaml").write_text("alarm_rates: off\n", encoding="utf-8")
    before = toolkit("check", "--pairs", str(data), "--config", "free.yaml", folder=tmp_path)
    assert before.returncode == 1
    (tmp_path / "run.yaml").write_text("alarm_rates: rates.json\n", encoding="utf-8")
    learnt = toolkit("calibrate", "--checks", str(data), "--out", "rates.json", folder=tmp_path)
    assert (learnt.returncode, learnt.stdout) == (0, "")
    assert isinstance(load(tmp_path / "rates.json"), AlarmRates)
    after = toolkit("check", "--pairs", str(data), "--config", "run.yaml", folder=tmp_path)
    said = [finding for line in after.stdout.splitlines() for finding in json.loads(line)["findings"]]
    numbers = [finding for finding in said if finding["check"] == "numbers"]
    assert len(numbers) == 12
    assert {finding["severity"] for finding in numbers} == {"info"}


def test_a_severity_that_the_user_writes_wins(tmp_path: Path) -> None:
    data = pairs(tmp_path / "pairs.jsonl", wrong=12)
    toolkit("calibrate", "--checks", str(data), "--out", "rates.json", folder=tmp_path)
    (tmp_path / "run.yaml").write_text("alarm_rates: rates.json\nchecks: {numbers: error}\n", encoding="utf-8")
    after = toolkit("check", "--pairs", str(data), "--config", "run.yaml", folder=tmp_path)
    said = [finding for line in after.stdout.splitlines() for finding in json.loads(line)["findings"]]
    assert {finding["severity"] for finding in said if finding["check"] == "numbers"} == {"error"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--checks", "few.jsonl"], "few.jsonl: no direction has 100 pairs; add correct pairs"),
        (
            ["--checks", "few.jsonl", "--pairs", "few.jsonl"],
            "one of --channels PAIRS, --pairs PAIRS, --checks PAIRS and --verdicts FILE",
        ),
        ([], "one of --channels PAIRS, --pairs PAIRS, --checks PAIRS and --verdicts FILE"),
    ],
)
def test_what_cannot_be_learnt_from_is_one_line_and_writes_nothing(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    data = pairs(tmp_path / "pairs.jsonl", wrong=0).read_text(encoding="utf-8").splitlines()
    (tmp_path / "few.jsonl").write_text("\n".join(data[:9]) + "\n", encoding="utf-8")
    run = toolkit("calibrate", *arguments, "--out", "rates.json", folder=tmp_path)
    assert run.returncode == 2
    assert said in run.stderr
    assert not (tmp_path / "rates.json").exists()
