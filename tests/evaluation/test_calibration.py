"""``toolkit calibrate --pairs`` as a user meets it: real rules, a real file, one line for each fault."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit
from tests.toy_engines import Sizes, Upper, configured
from toolkit.config.calibration import load
from toolkit.config.settings import Config, Route
from toolkit.engines.copy import Copy
from toolkit.errors import EngineError, InputError
from toolkit.evaluation.calibration import calibrate
from toolkit.run.compare import silent

WHO = (
    ("Il sindaco", "The mayor"),
    ("La maestra del paese", "The teacher of the village"),
    ("Il vecchio pescatore", "The old fisherman"),
    ("Mia sorella", "My sister"),
    ("Il medico", "The doctor"),
    ("La vicina di casa", "The woman next door"),
)
WHAT = (
    ("ha venduto", "sold"),
    ("ha comprato", "bought"),
    ("ha visto", "saw"),
    ("ha perso", "lost"),
    ("non ha trovato", "did not find"),
)
WHICH = (
    ("una casa", "a house"),
    ("tre barche verdi", "three green boats"),
    ("il libro di storia", "the history book"),
    ("due biciclette", "two bicycles"),
    ("un cavallo bianco", "a white horse"),
)
WHEN = (("ieri", "yesterday"), ("nel mese di marzo, dopo la pioggia", "in the month of March, after the rain"))
PAIRS = [
    (" ".join(part[0] for part in parts) + ".", " ".join(part[1] for part in parts) + ".")
    for parts in product(WHO, WHAT, WHICH, WHEN)
]
CONFIG = """version: 1
engines:
  rules: {use: chain, path: [en, es, it], hops: [apertium, apertium]}
routes: {rules: rules}
metrics: [chrf, ter]
"""


def table(path: Path, pairs: list[tuple[str, str]]) -> Path:
    path.write_text("".join(f"{source}\t{translation}\n" for source, translation in pairs), encoding="utf-8")
    return path


@pytest.mark.engine
def test_what_was_fitted_gives_percentiles_in_the_next_run_and_the_same_again(tmp_path: Path) -> None:
    config = tmp_path / "run.yaml"
    config.write_text(CONFIG, encoding="utf-8")
    made = []
    for name, pairs in (("usual.json", PAIRS), ("again.json", PAIRS[::-1])):
        file = table(tmp_path / "clean.tsv", pairs)
        done = toolkit("calibrate", "--pairs", file, "--config", config, "--out", name, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        made.append((tmp_path / name).read_text(encoding="utf-8"))
    assert made[0] == made[1]
    kept = load(tmp_path / "usual.json")
    assert {(fit.metric, fit.view) for fit in kept.fits} == set(
        product(("chrf", "ter"), ("source-back", "translation-return", "draft-translation"))
    )
    assert kept.fitted_on == "300 pairs of clean.tsv"
    config.write_text(f"{CONFIG}calibration: usual.json\n", encoding="utf-8")
    for place, name in enumerate(("page.it.txt", "page.en.txt")):
        (tmp_path / name).write_text("\n\n".join(pair[place] for pair in PAIRS[:40:3]) + "\n", encoding="utf-8")
    done = toolkit("compare", "page.en.txt", "--source", "page.it.txt", "--config", config, folder=tmp_path)
    assert "chrF: calibrated; no verdict" in done.stdout, done.stdout + done.stderr
    found = json.loads((tmp_path / "runs" / "page" / "comparison.json").read_text(encoding="utf-8"))
    assert all(len(score["percentile"]) == len(found["units"]) for score in found["scores"])
    assert "of clean sentences of this length" in (tmp_path / "runs" / "page" / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Sì.\tYes.\n" * 200, "clean.tsv: 200 pairs; a calibration wants at least 300"),
        ("Sì.\tYes.\nNo.\n", "clean.tsv:2: no tab"),
    ],
)
def test_pairs_that_cannot_be_used_are_one_line_and_nothing_is_written(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "clean.tsv").write_text(text, encoding="utf-8")
    done = toolkit("calibrate", "--pairs", "clean.tsv", "--out", "usual.json", folder=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "usual.json").exists()


def test_one_thing_is_learnt_at_a_time(tmp_path: Path) -> None:
    file = table(tmp_path / "clean.tsv", PAIRS)
    done = toolkit("calibrate", "--pairs", file, "--channels", file, "--out", "x.json", folder=tmp_path)
    assert done.returncode == 2
    assert "one of --channels PAIRS, --pairs PAIRS, --checks PAIRS and --verdicts FILE" in done.stderr


def small(**change: Any) -> Config:
    return configured(path="run.yaml", metrics=(Sizes(("source-translation",)),), **change)


def test_a_route_that_fails_a_guard_is_not_calibrated(tmp_path: Path) -> None:
    file = table(tmp_path / "clean.tsv", [*[("Uno.", "One.")] * 299, PAIRS[0]])
    with pytest.raises(EngineError, match=r"^route 'copies' cannot be calibrated: .* of the back leg's texts "):
        calibrate(file, small(routes=(Route("copies", Copy(), Copy()),)), None, silent)


def test_a_route_that_breaks_down_is_not_calibrated(tmp_path: Path) -> None:
    file = table(tmp_path / "clean.tsv", [*PAIRS, ("Uno.", "1984")])
    with pytest.raises(
        EngineError, match=r"^route 'dumb' cannot be calibrated: 301 of 301 answers of the back leg are no translations"
    ):
        calibrate(file, small(routes=(Route("dumb", Upper(), Upper()),)), None, silent)


def test_without_a_metric_or_with_one_that_never_differs_there_is_nothing_to_fit(tmp_path: Path) -> None:
    file = table(tmp_path / "clean.tsv", PAIRS)
    with pytest.raises(InputError, match=r"^run\.yaml: no metrics in it; "):
        calibrate(file, configured(path="run.yaml"), None, silent)
    same = table(tmp_path / "same.tsv", [("Uno.", "One.")] * 300)
    with pytest.raises(InputError, match=r"same\.tsv: no metric has 300 scores that differ; "):
        calibrate(same, small(), None, silent)


def test_a_fit_is_over_the_lengths_of_the_pairs_that_were_read(tmp_path: Path) -> None:
    file = table(tmp_path / "clean.tsv", PAIRS)
    found = calibrate(file, small(), None, silent)
    (fit,) = found.fits
    ends = sorted(len(translation) for _, translation in PAIRS)
    assert (fit.shortest, fit.longest, fit.count) == (ends[4], ends[-5], 300)
    assert (fit.languages, fit.view, fit.signature, fit.engines) == (
        "it > en",
        "source-translation",
        "sizes|version:1",
        {},
    )
    assert found.fitted_on == "300 pairs of clean.tsv"
