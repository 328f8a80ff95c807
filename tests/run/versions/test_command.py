"""``toolkit compare`` with several translations: the files it writes, and what it refuses."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sacrebleu.metrics import BLEU, CHRF, TER

from tests.command_line import toolkit
from toolkit.config.loading import load
from toolkit.model import Text
from toolkit.run.cache.cache import Cache
from toolkit.run.pairs import check_pairs
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.rows import TextPair
from toolkit.run.versions import lines as module
from toolkit.run.versions.versions import Versions, compare_lines, names_of

SOURCE = [
    "Il sindaco ha riaperto il porto di Vell lunedì.",
    "I lavori sono costati 48 milioni di euro.",
    "Nessuno ha protestato in consiglio.",
    "La nave è tornata dopo tre anni.",
]
RIGHT = [
    "The mayor reopened the port of Vell on Monday.",
    "The works cost 48 million euros.",
    "Nobody protested in the council.",
    "The ship came back after three years.",
]
WRONG = [RIGHT[0], "The works cost 84 million euros.", "Everybody protested in the council.", RIGHT[3]]
CONFIG = "extends: toolkit:offline\nlanguages: {source: it, translation: en}\nroutes: off\nwitnesses: off\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, lines in {"S.it": SOURCE, "good.en": RIGHT, "bad.en": WRONG, "ref.en": RIGHT}.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CONFIG)
    return tmp_path


def compare(folder: Path, *arguments: str) -> tuple[dict[str, object], str]:
    ran = toolkit("compare", *arguments, "--config", "c.yaml", "--out", "out", "--no-cache", folder=folder)
    assert ran.returncode == 0, ran.stderr
    return json.loads((folder / "out" / "versions.json").read_text(encoding="utf-8")), ran.stdout


def test_versions_stand_beside_each_other_with_what_is_said_of_each(folder: Path) -> None:
    data, said = compare(folder, "good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--reference", "ref.en.txt")
    issues = next(measure for measure in data["measures"] if measure["name"] == "issues")  # type: ignore[attr-defined]
    assert [system["name"] for system in issues["systems"]] == ["good", "bad"]
    second = data["rows"][1]["versions"]  # type: ignore[index]
    assert [len(second[name]["findings"]) for name in ("good", "bad")] == [0, 1]
    assert "not enough data" in said
    assert all(contrast["p"] is None for contrast in issues["contrasts"])  # four units say nothing
    written = {path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*") if path.is_file()}
    assert written == {
        *("versions.json", "report.html", "scores.csv", "pairs.csv", "scores.md", "scores.tex"),
        *("good/comparison.json", "good/report.html", "bad/comparison.json", "bad/report.html"),
    }


def test_lines_against_a_reference_have_the_figures_of_sacrebleu_to_the_last_digit(folder: Path) -> None:
    compare(folder, "good.en.txt", "bad.en.txt", "--reference", "ref.en.txt", "--lines")
    rows = list(csv.DictReader((folder / "out" / "scores.csv").read_text(encoding="utf-8").splitlines()))
    for metric in (BLEU(), CHRF(), TER()):
        name = type(metric).__name__.lower()
        shown = {row["version"]: float(row["score"]) for row in rows if row["measure"] == name}
        for version, lines in (("good", RIGHT), ("bad", WRONG)):
            assert shown[version] == round(metric.corpus_score(lines, [RIGHT]).score, 4)


def test_the_same_files_and_seed_give_the_same_bytes(folder: Path) -> None:
    arguments = ("good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--lines", "--seed", "3")
    compare(folder, *arguments)
    first = {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.is_file()}
    compare(folder, *arguments)
    assert first == {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["good.en.txt", "bad.en.txt"], "several translations want their original: --source FILE"),
        (["good.en.txt", "--lines"], "--reference, --lines, --documents and --made-by NAME=WHO go with several"),
        (["good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--made-by", "bda=human"], "did you mean 'bad'?"),
        (["good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--made-by", "bad"], "--made-by NAME=WHO"),
        (
            ["good.en.txt", "bad.en.txt", "--lines", "--source", "S.it.txt", "--whole-page"],
            "no --columns or --whole-page",
        ),
        (["good.en.txt", "bad.en.txt", "--lines"], "lines want an original (--source), a human reference"),
        (["good.en.txt", "short.en.txt", "--lines", "--reference", "ref.en.txt"], "short.en.txt: 1 line, and"),
        (["good.en.txt", "bad.en.txt", "--lines", "--reference", "ref.en.txt", "--seed", "-5"], "'--seed': -5 is not"),
        (["good.en.txt", "bad.en.txt", "--lines", "--reference", "S.it.txt"], "S.it.txt: the text seems to be Italian"),
        (["good.en.txt", "S.it.txt", "--lines", "--reference", "ref.en.txt"], "S.it.txt: the text seems to be Italian"),
        (
            ["good.en.txt", "bad.en.txt", "--lines", "--reference", "ref.en.txt", "--documents", "short.en.txt"],
            "short.en.txt (documents): 1 line, and good.en.txt has 4",
        ),
        (
            ["good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--made-by", "bad=human", "--made-by", "bad=rules"],
            "say once who made bad",
        ),
        (
            ["good.en.txt", "bad.en.txt", "--lines", "--reference", "ref.en.txt", "--documents", "gap.txt"],
            "gap.txt:2: no name; write the name of its document",
        ),
    ],
)
def test_what_does_not_go_together_is_one_clear_line(folder: Path, arguments: list[str], message: str) -> None:
    (folder / "short.en.txt").write_text("One line.\n")
    (folder / "gap.txt").write_text("first\n\n \nsecond\n")
    ran = toolkit("compare", *arguments, "--config", "c.yaml", "--out", "out", folder=folder)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert not (folder / "out").exists()


def test_texts_that_look_like_formulas_or_markup_stay_text(folder: Path) -> None:
    (folder / "=cmd().en.txt").write_text("\n".join(["<script>alert(1)</script>", *RIGHT[1:]]) + "\n")
    compare(folder, "=cmd().en.txt", "bad.en.txt", "--source", "S.it.txt", "--lines")
    assert "<script>alert" not in (folder / "out" / "report.html").read_text(encoding="utf-8")
    assert "'=cmd()" in (folder / "out" / "scores.csv").read_text(encoding="utf-8")


def test_lines_that_end_as_windows_ends_them_are_the_same_lines(folder: Path) -> None:
    (folder / "windows.en.txt").write_bytes("\r\n".join([*RIGHT, ""]).encode())
    data, _ = compare(folder, "good.en.txt", "windows.en.txt", "--reference", "ref.en.txt", "--lines")
    for row in data["rows"]:  # type: ignore[attr-defined]
        assert row["versions"]["windows"]["text"] == row["versions"]["good"]["text"]


def test_versions_that_an_engine_did_not_answer_for_are_incomplete_and_never_a_pass(folder: Path) -> None:
    (folder / "c.yaml").write_text(
        "languages: {source: it, translation: en}\nengines: {broken: {use: command, command: ['false']}}\n"
        "routes: {broken: broken}\nmetrics: [chrf]\naligner: length\n"
    )
    arguments = ["good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--config", "c.yaml", "--out", "out"]
    ran = toolkit("compare", *arguments, "--no-cache", folder=folder)
    assert ran.returncode == 3, ran.stderr
    assert "good.en.txt: incomplete: " in ran.stderr
    assert "bad.en.txt: incomplete: " in ran.stderr
    assert (folder / "out" / "versions.json").exists()


def test_a_run_of_other_versions_goes_to_another_folder_and_the_same_one_to_the_same(folder: Path) -> None:
    sides = ["--source", "S.it.txt", "--lines", "--config", "c.yaml", "--no-cache"]
    for versions in (["good.en.txt", "bad.en.txt"], ["good.en.txt", "ref.en.txt"], ["good.en.txt", "bad.en.txt"]):
        assert toolkit("compare", *versions, *sides, folder=folder).returncode == 0
    kept = [json.loads(path.read_text(encoding="utf-8"))["files"] for path in (folder / "runs").glob("*/versions.json")]
    assert sorted(sorted(files) for files in kept) == [["bad", "good", "source"], ["good", "ref", "source"]]


STUDY = """
inputs:
  - source: S.it.txt
    reference: ref.en.txt
    lines: true
    id: a study
    versions:
      agency A: good.en.txt
      machine: {file: bad.en.txt, made_by: neural}
"""


def test_a_configuration_names_the_versions_and_who_made_them(folder: Path) -> None:
    (folder / "study").mkdir()
    for name in ("S.it.txt", "ref.en.txt", "good.en.txt", "bad.en.txt"):
        (folder / name).rename(folder / "study" / name)
    (folder / "study" / "study.yaml").write_text(CONFIG + STUDY)
    ran = toolkit("compare", "--config", "study/study.yaml", "--made-by", "agency A=human", folder=folder)
    assert ran.returncode == 0, ran.stderr
    data = json.loads((folder / "runs" / "a study" / "versions.json").read_text(encoding="utf-8"))
    assert {version["name"]: version["made_by"] for version in data["versions"]} == {
        "agency A": "human",
        "machine": "neural",
    }
    assert {"issues", "bleu"} <= {measure["name"] for measure in data["measures"]}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{versions: {a: good.en.txt, b: bad.en.txt}}", "inputs.0.versions: several translations want their original"),
        ("{versions: {a: good.en.txt}, source: S.it.txt}", "inputs.0.versions: at least 2 are wanted"),
        ("{versions: {a: x, b: y}, source: S, translation: z}", "inputs.0.versions: in place of 'translation'"),
        ("{versions: {a: x, b: y}, source: S, documents: d}", "inputs.0.documents: goes with 'lines: true'"),
        ('{versions: {a: x, " ": y}, source: S}', "inputs.0.versions. : a version wants a name that can be read"),
        ("{versions: {a: x, reference: y}, source: S}", "inputs.0.versions.reference: is what stands beside"),
        (
            "{versions: {a: {file: x, made: y}, b: z}, source: S}",
            "inputs.0.versions.a.made: unknown key; did you mean 'made_by'?",
        ),
        ("{versions: {a: x, b: y}, lines: true}", "inputs.0.lines: lines want an original ('source')"),
        ("{translation: x, reference: y}", "inputs.0.reference: goes with 'versions'"),
        ("{source: x}", "inputs.0.translation: required, but missing; or name several under 'versions'"),
    ],
)
def test_what_versions_of_a_configuration_lack_is_said_at_its_line(folder: Path, entry: str, message: str) -> None:
    (folder / "c.yaml").write_text(f"{CONFIG}inputs:\n  - {entry}\n")
    ran = toolkit("compare", "--config", "c.yaml", folder=folder)
    assert ran.returncode == 2
    assert "c.yaml:6:" in ran.stderr
    assert message in ran.stderr


def test_what_was_said_of_lines_is_kept_and_only_mended_lines_are_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counting(pairs: Sequence[TextPair], *others: Any) -> Iterator[PairAnswer]:
        asked.append(len(pairs))
        return check_pairs.answers(pairs, *others)

    monkeypatch.setattr(module, "answers", counting)
    config = load(folder / "c.yaml")
    cache = Cache.open(folder / "cache.sqlite")

    def compared(lines: list[str]) -> Versions:
        named = {"other": Text("\n".join(RIGHT * 15), "other"), "mine": Text("\n".join(lines), "mine")}
        return compare_lines(named, config, cache, source=Text("\n".join(SOURCE * 15), "source"))

    first, again = compared(WRONG * 15), compared(WRONG * 15)
    mended = compared([RIGHT[1], *(WRONG * 15)[1:]])
    assert again == first
    assert mended.versions[1].rows[1:] == first.versions[1].rows[1:]
    assert asked == [60, 60, 20]


def test_learned_judges_are_measures_and_those_that_want_a_reference_wait_for_one(folder: Path) -> None:
    script = (
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    pair = json.loads(line)\n"
        "    print(len(pair['mt']) - len(pair.get('ref', pair['src'])))\n"
    )
    (folder / "judge.py").write_text(script)
    judge = f"{{use: comet, command: [{sys.executable}, judge.py]"
    (folder / "c.yaml").write_text(CONFIG + f"metrics: [{judge}}}, {judge}, reference: true, label: COMET-22}}]\n")
    files = ("good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--lines")
    data, _ = compare(folder, *files)
    assert [one["name"] for one in data["measures"]] == ["issues", "suspicion", "comet"]  # type: ignore[attr-defined]
    data, said = compare(folder, *files, "--reference", "ref.en.txt")
    known = {one["name"]: one for one in data["measures"]}  # type: ignore[attr-defined]
    assert list(known) == ["issues", "suspicion", "comet", "COMET-22", "bleu", "chrf", "ter"]
    scores = {one["name"]: one["score"] for one in known["COMET-22"]["systems"]}
    assert scores == {"good": 0.0, "bad": sum(map(len, WRONG)) / 4 - sum(map(len, RIGHT)) / 4}
    assert "COMET-22" in said


def test_a_learned_judge_that_fails_is_left_out_and_said_by_its_name(folder: Path) -> None:
    """Of one version or of several: the documents and all other measures stay."""
    counts = "import sys; print(*map(len, sys.stdin), sep=chr(10))"
    entries = [
        f'{{use: comet, label: {label}, command: ["{sys.executable}", "-c", "{program}"]}}'
        for label, program in (("comet", counts), ("extra", f"{counts}; print(1)"), ("kiwi", "print('nan')"))
    ]
    (folder / "c.yaml").write_text(CONFIG + f"metrics: [{', '.join(entries)}]\n")
    extra, kiwi = "metric extra: ", "metric kiwi: "

    def compared(*arguments: str) -> tuple[str, Path]:
        ran = toolkit("compare", *arguments, "--config", "c.yaml", "--out", "out", "--no-cache", "-q", folder=folder)
        assert ran.returncode == 3, ran.stderr
        return ran.stderr, folder / "out"

    said, out = compared("good.en.txt", "--source", "S.it.txt")
    assert extra in said
    assert kiwi in said
    data = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    assert {score["metric"] for score in data["scores"]} == {"comet"}
    assert (*data["failed"],) == ("metric extra", "metric kiwi")
    said, out = compared("good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--lines")
    assert said.count(extra) == said.count(kiwi) == 2  # of each file
    data = json.loads((out / "versions.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in data["measures"]] == ["issues", "suspicion", "comet"]


def test_no_version_is_called_as_a_side_is() -> None:
    named = names_of([Path("source.en.txt"), Path("a/source.en.txt"), Path("b.en.txt")], "en")
    assert list(named) == ["source 2", "a/source", "b"]
