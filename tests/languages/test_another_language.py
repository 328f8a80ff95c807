"""A language that the toolkit does not bring: a folder of YAML is all it takes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import python, toolkit
from toolkit.errors import InputError
from toolkit.languages import Languages, using
from toolkit.readers.splitting.boundaries import boundaries
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.results import recall

SPLITTING = """
never: dhr mevr prof
inner: enz
starters: de het een hij zij wij dit dat er in op
open_words: de het een van met voor
"""
NUMBERS = """
numerals: {anderhalf: 1.5}
scales: {honderd: 100, duizend: 1_000, miljoen: 1_000_000}
and: [en]
loose: [een]
currencies: {euro: EUR}
"""
NEGATION = """
explicit: [niet, geen, nooit, niemand, niets]
neutral: [niet alleen]
"""
DUTCH = {"splitting": SPLITTING, "numbers": NUMBERS, "negation": NEGATION}
PAIRS = [
    ("numbers", "Er kwamen vijfentwintig mensen.", "Thirty-five people came."),
    ("numbers", "De brug kostte 1.250 euro.", "The bridge cost 1,520 euros."),
    ("negation", "De minister heeft het plan niet ondertekend.", "The minister signed the plan."),
    ("", "Er kwamen vijfentwintig mensen.", "Twenty-five people came."),
    ("", "De brug kostte 1.250 euro.", "The bridge cost 1,250 euros."),
    ("", "De minister heeft het plan niet ondertekend.", "The minister did not sign the plan."),
]
TEXT = (
    "De burgemeester sprak gisteren met mevr. Bakker over de nieuwe brug. Er kwamen vijfentwintig mensen naar de "
    "vergadering in het oude stadhuis. De raad heeft het plan niet goedgekeurd.\n"
)
ENGLISH = (
    "The mayor spoke yesterday with Ms Bakker about the new bridge. Thirty-five people came to the meeting in the old "
    "town hall. The council approved the plan.\n"
)


def dutch(folder: Path) -> Path:
    """Write the language into a folder ``words``, the configuration that names it beside it; return the folder."""
    (folder / "words" / "nl").mkdir(parents=True)
    for topic, text in DUTCH.items():
        (folder / "words" / "nl" / f"{topic}.yaml").write_text(text, encoding="utf-8")
    (folder / "c.yaml").write_text("language_data: words\naligner: length\n", encoding="utf-8")
    return folder


def checked(folder: Path, *arguments: str, rows: list[tuple[str, str, str]] = PAIRS) -> list[dict[str, Any]]:
    lines = [json.dumps({"id": str(n), "source": row[1], "translation": row[2]}) for n, row in enumerate(rows)]
    (folder / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = toolkit("check", "--pairs", "pairs.jsonl", "--languages", "nl", "en", *arguments, folder=folder)
    assert not done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_swapped_number_and_a_lost_negation_are_found_and_what_is_right_is_not(tmp_path: Path) -> None:
    answers = checked(dutch(tmp_path), "--config", "c.yaml")
    found = [{one["check"] for one in answer["findings"]} & {"numbers", "negation"} for answer in answers]
    assert found == [{check} - {""} for check, _, _ in PAIRS]


def test_checks_without_data_for_the_language_say_so(tmp_path: Path) -> None:
    answers = checked(dutch(tmp_path), "--config", "c.yaml")
    gaps = {gap["check"]: gap["reason"] for gap in answers[0]["unchecked"]}
    assert gaps["names"] == gaps["gender"] == "no data for nl"
    assert not {"numbers", "negation"} & gaps.keys()


def test_without_the_folder_the_language_has_no_data(tmp_path: Path) -> None:
    gaps = {gap["check"] for gap in checked(dutch(tmp_path))[0]["unchecked"]}
    assert {"numbers", "negation", "names"} <= gaps


def test_its_abbreviations_end_no_sentence(tmp_path: Path) -> None:
    dutch(tmp_path)
    (tmp_path / "t.nl.txt").write_text(TEXT, encoding="utf-8")
    split = ("split", "t.nl.txt", "--language", "nl")
    assert len(toolkit(*split, "--config", "c.yaml", folder=tmp_path).stdout.splitlines()) == 3
    assert "mevr. Bakker" not in toolkit(*split, folder=tmp_path).stdout


def test_a_document_is_checked_against_its_original(tmp_path: Path) -> None:
    dutch(tmp_path)
    (tmp_path / "t.nl.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "t.en.txt").write_text(ENGLISH, encoding="utf-8")
    given = ("check", "t.en.txt", "--source", "t.nl.txt", "--config", "c.yaml", "--languages", "nl", "en")
    done = toolkit(*given, "--format", "jsonl", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    found = {row["check"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert '"vijfentwintig"' in found["numbers"]["message"]
    assert '"niet"' in found["negation"]["message"]
    # No check was measured on correct translations from Dutch.
    assert "error" not in {row["severity"] for row in found.values()}


def test_a_package_can_bring_a_language(tmp_path: Path) -> None:
    dutch(tmp_path)
    package = tmp_path / "site" / "dutch_words"
    package.mkdir(parents=True)
    (tmp_path / "words" / "nl").rename(package / "nl")
    (package / "__init__.py").touch()
    metadata = tmp_path / "site" / "dutch_words-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: dutch-words\nVersion: 1\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[toolkit.languages]\ndutch = dutch_words\n", encoding="utf-8")
    program = f"import sys; sys.path.append({str(metadata.parent)!r}); from toolkit.cli.main import main; main()"
    (tmp_path / "pairs.jsonl").write_text(json.dumps(dict(zip(("id", "source", "translation"), PAIRS[0], strict=True))))
    call = ("check", "--pairs", "pairs.jsonl", "--languages", "nl", "en", "--no-cache")
    done = python("-c", program, *call, folder=tmp_path)
    assert [one["check"] for one in json.loads(done.stdout)["findings"]] == ["numbers"], done.stderr


def test_a_file_for_a_shipped_language_replaces_that_topic_alone(tmp_path: Path) -> None:
    (tmp_path / "words" / "it").mkdir(parents=True)
    (tmp_path / "words" / "it" / "negation.yaml").write_text("explicit: [mica]\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("language_data: words\n", encoding="utf-8")
    rows = [
        ("", "Il ministro non ha firmato il piano.", "The minister signed the plan."),
        ("negation", "Il ministro mica ha firmato il piano.", "The minister signed the plan."),
        ("numbers", "Sono venute duecento persone.", "Three hundred people came."),
    ]
    answers = checked(tmp_path, "--config", "c.yaml", "--languages", "it", "en", rows=rows)
    found = [{one["check"] for one in answer["findings"]} & {"numbers", "negation"} for answer in answers]
    assert found == [{check} - {""} for check, _, _ in rows]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("nl/numbers.yaml", "scales: {duizend: 1_000\nand: [en]\n", "words/nl/numbers.yaml:2:4: not YAML: "),
        ("nl/numbers.yaml", "- twee\n", "words/nl/numbers.yaml: no map of keys; see the topic of a shipped language"),
        ("nl/number.yaml", "and: [en]\n", "words/nl/number.yaml: no topic is called 'number'; did you mean 'numbers'?"),
        (
            "nl/negation.yaml",
            "but: []\nexplicit: niet\n",
            "words/nl/negation.yaml:2:1: 'explicit' is text, where a list is",
        ),
        (
            "nl/negation.yaml",
            "explicit: [niet, ]\nsoft: {few: 3}\n",
            "words/nl/negation.yaml:2:1: 'soft' holds a number, ",
        ),
        (
            "nl/negation.yaml",
            "explicits: [niet]\n",
            "words/nl/negation.yaml:1:1: unknown key 'explicits'; did you",
        ),
        ("nl/titles.yaml", "rivals: [[a, b]]\n", "words/nl/titles.yaml: lacks '"),
        ("Dutch/numbers.yaml", "and: [en]\n", "words/Dutch: 'Dutch' is no language code such as 'it', nor a pair"),
    ],
)
def test_bad_data_is_one_line(tmp_path: Path, name: str, text: str, line: str) -> None:
    path = tmp_path / "words" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    (tmp_path / "c.yaml").write_text("language_data: words\n", encoding="utf-8")
    (tmp_path / "t.txt").write_text("De raad heeft het plan goedgekeurd.\n", encoding="utf-8")
    done = toolkit("check", "t.txt", "--config", "c.yaml", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"toolkit: error: c.yaml:1:1: language_data: {line}")
    assert len(done.stderr.splitlines()) == 1


def test_a_text_that_makes_no_pattern_is_one_line_with_its_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "own.yaml").write_text("good: (not now)\nbad: '{words} (is'\n", encoding="utf-8")
    says = "own.yaml:2:1: 'bad' holds '(is', which is no regular expression (missing ), unterminated subpattern)"
    with pytest.raises(InputError, match=re.escape(says)), using(Languages([tmp_path])):
        re.compile("(not now)|one (is")
    with pytest.raises(re.error), using(Languages([tmp_path])):
        re.compile("(of the program's own")


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("language_data: words\n", encoding="utf-8")
    done = toolkit("split", "t.txt", "--language", "nl", "--config", "c.yaml", folder=tmp_path)
    assert done.returncode == 2
    assert "c.yaml:1:1: language_data: words: no such folder; " in done.stderr


def test_words_are_words_though_yaml_might_read_them_as_true_or_false(tmp_path: Path) -> None:
    dutch(tmp_path)
    (tmp_path / "words" / "nl" / "negation.yaml").write_text("explicit: [no, n, off]\n", encoding="utf-8")
    rows = [("negation", "De minister heeft het plan no ondertekend.", "The minister signed the plan.")]
    answer = checked(tmp_path, "--config", "c.yaml", rows=rows)[0]
    assert "negation" in {one["check"] for one in answer["findings"]}


def test_one_key_of_a_topic_is_enough(tmp_path: Path) -> None:
    folder = dutch(tmp_path) / "words" / "nl"
    topics = {"names": "places: {}", "gender": "things: true", "words": "length: 1.0", "opposites": "denials: {}"}
    topics |= {"speech": "articles: de het", "order": "never: []", "kin": "person: {masculine: [man]}"}
    for topic, line in topics.items():
        (folder / f"{topic}.yaml").write_text(line + "\n", encoding="utf-8")
    answers = checked(tmp_path, "--config", "c.yaml")
    found = [{one["check"] for one in answer["findings"]} & {"numbers", "negation"} for answer in answers]
    assert found == [{check} - {""} for check, _, _ in PAIRS]


def test_data_of_another_content_is_not_answered_from_the_cache(tmp_path: Path) -> None:
    asked: list[str] = []

    def compute() -> str:
        asked.append("")
        return "known"

    cache = Cache.open(tmp_path / "c.sqlite")
    folder = dutch(tmp_path) / "words"
    for text in (NEGATION, NEGATION, "explicit: [niet]\n"):
        (folder / "nl" / "negation.yaml").write_text(text, encoding="utf-8")
        with using(Languages([folder])):
            assert recall(cache, ("findings",), compute) == "known"
    cache.close()
    assert len(asked) == 2


def test_two_sets_of_data_in_one_process_do_not_mix(tmp_path: Path) -> None:
    folder = dutch(tmp_path) / "words"
    text = "Ik sprak met mevr. Bakker over de brug."
    with using(Languages([folder])):
        assert not boundaries(text, "nl")
    assert boundaries(text, "nl")
