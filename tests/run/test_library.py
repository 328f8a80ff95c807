"""The functions for programs give what the command line gives, take texts as well as files, and refuse in one line."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import toolkit
from tests.paths import ROOT
from toolkit import model
from toolkit.errors import ConfigError, InputError, UnknownPlugin
from toolkit.languages import in_force

SOURCE = "Il sindaco ha aperto il ponte. Sono venute duecento persone.\n\nNessuno ha protestato.\n"
TRANSLATION = "The mayor opened the bridge. Three hundred people came and and left.\n\nNobody protested.\n"
# Engines that need nothing, so that the whole way can be gone anywhere.
TOYS: dict[str, Any] = {
    "engines": {"same": "copy"},
    "routes": {"there and back": "same"},
    "aligner": "length",
    "metrics": ["chrf"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOOLKIT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a.it.txt").write_text(SOURCE)
    (tmp_path / "a.en.txt").write_text(TRANSLATION)
    return tmp_path


def command(folder: Path, *arguments: str) -> str:
    """Return what the command line prints in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ).stdout


def test_import_loads_nothing_and_names_what_there_is() -> None:
    code = (
        "import sys, toolkit\n"
        "print(sorted(m for m in sys.modules if m.startswith(('toolkit.', 'numpy', 'pydantic'))))\n"
        "print(all(name in dir(toolkit) and getattr(toolkit, name) for name in toolkit.__all__))\n"
    )
    given = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=given)
    assert result.stdout == "[]\nTrue\n"


def test_help_loads_nothing_heavy() -> None:
    given = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-X", "importtime", "-m", "toolkit", "--help"]
    loaded = subprocess.run(line, capture_output=True, text=True, check=True, env=given).stderr
    names = {line.rpartition("|")[2].strip() for line in loaded.splitlines()}
    assert "toolkit.cli.main" in names
    assert names & {"pydantic", "numpy", "babel", "toolkit.run.library"} == set()


def test_check_gives_the_rows_of_the_command_for_files_and_for_texts(folder: Path) -> None:
    (folder / "c.yaml").write_text("aligner: length\n")
    given = ("a.en.txt", "--source", "a.it.txt", "--config", "c.yaml")
    printed = json.loads(command(folder, "check", *given, "--format", "json"))
    files = toolkit.check(Path("a.en.txt"), Path("a.it.txt"), config="c.yaml")
    texts = toolkit.check(toolkit.Text(TRANSLATION, "a.en.txt"), SOURCE, config="c.yaml")
    assert files.to_dict() == texts.to_dict() == printed["documents"][0]
    assert [(found.check, found.line, found.column) for found in files.findings] == [
        ("numbers", 1, 30),
        ("doubled-words", 1, 56),
    ]


def test_a_str_has_the_name_of_its_argument() -> None:
    assert toolkit.check("The mayor left.").path == "translation"


def test_compare_gives_what_the_command_writes(folder: Path) -> None:
    (folder / "toys.json").write_text(json.dumps(TOYS))
    command(folder, "compare", "a.en.txt", "--source", "a.it.txt", "--config", "toys.json", "--out", "out", "--quiet")
    written = json.loads((folder / "out" / "comparison.json").read_text())
    said: list[str] = []
    comparison = toolkit.compare(Path("a.en.txt"), Path("a.it.txt"), config="toys.json", progress=said.append)
    assert isinstance(comparison, model.Comparison)
    assert comparison.to_dict() == written
    assert said[0] == "reading"
    of_texts = toolkit.compare(TRANSLATION, SOURCE, config=TOYS).to_dict()
    changed = {key for key, value in of_texts.items() if value != written[key]}
    assert changed == {"document", "source", "signature", "provenance"}  # their names, and that of the configuration
    assert of_texts["provenance"]["run"] == written["provenance"]["run"]


def test_a_comparison_tells_places_and_whether_it_is_complete_and_writes_its_reports(folder: Path) -> None:
    comparison = toolkit.compare(TRANSLATION, SOURCE, config=TOYS)
    numbers = next(found for found in comparison.findings if found.check == "numbers")
    assert comparison.place(numbers) == (1, 30, 29, 42)
    assert TRANSLATION[29:42] == "Three hundred"
    assert not comparison.complete  # the engine copies, which the guards see
    comparison.write("out")
    assert {path.name for path in (folder / "out").iterdir()} == {"comparison.json", "report.html"}
    with pytest.raises(UnknownPlugin, match="unknown report 'pdf'"):
        comparison.write("out", ["pdf"])


def test_markdown_in_memory_is_read_as_a_file_of_its_name(folder: Path) -> None:
    text = "# The bridge\n\nThe mayor opened *the the* bridge. <!-- toolkit: ignore[doubled-words] -->\n"
    (folder / "b.md").write_text(text)
    assert toolkit.check(toolkit.Text(text, "b.md")) == toolkit.check(Path("b.md"))
    assert [found.check for found in toolkit.check(toolkit.Text(text)).findings] != []


def test_pairs_are_answered_as_by_the_command(folder: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "source": "Sono venute duecento persone.", "translation": "Three hundred people came."},
        {"id": 7, "source": "Ciao.", "translation": "Hello.", "source_language": "it", "translation_language": "en"},
        {"id": "c", "source": "Bis bald.", "translation": "See you  soon.", "source_language": "de"},
    ]
    (folder / "pairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    printed = [json.loads(line) for line in command(folder, "check", "--pairs", "pairs.jsonl").splitlines()]
    answers = list(toolkit.check_pairs(rows))
    assert [answer.to_dict() for answer in answers] == printed
    assert [found.check for found in answers[0].findings] == ["numbers"]


def test_pairs_are_read_as_they_are_asked_for() -> None:
    read = 0

    def stream() -> Iterator[tuple[str, str]]:
        nonlocal read
        while True:
            read += 1
            yield "Ciao a tutti.", "Hello, everybody."

    answers = toolkit.check_pairs(stream(), cache=False)
    assert read == 0
    assert [next(answers).id for _ in range(3)] == ["1", "2", "3"]
    assert read == 256
    answers.close()  # type: ignore[attr-defined]  # it is a generator


def test_with_routes_all_pairs_are_read_first_for_an_engine_is_judged_by_all() -> None:
    read: list[int] = []

    def stream() -> Iterator[tuple[str, str]]:
        for number in range(2, 303):
            read.append(number)
            yield f"«Sono arrivate {number} persone».", f'"There came {number} people."'

    answers = toolkit.check_pairs(stream(), config=TOYS, cache=False)
    first = next(answers)
    assert len(read) == 301
    assert ("route there and back", "a guard failed") in {(gap.check, gap.reason) for gap in first.unchecked}
    assert [answer.id for answer in answers] == [str(number) for number in range(2, 302)]


def test_between_two_answers_nothing_of_the_run_is_in_force(folder: Path) -> None:
    (folder / "words" / "it").mkdir(parents=True)
    (folder / "words" / "it" / "questions.yaml").write_text((ROOT / "toolkit/languages/it/questions.yaml").read_text())
    before = in_force()
    answers = toolkit.check_pairs([("Ciao.", "Hello.")] * 2, config={"language_data": "words"})
    next(answers)
    assert in_force() is before


def test_align_takes_files_texts_and_lists_of_sentences(folder: Path) -> None:
    config = {"aligner": "length"}
    (folder / "c.yaml").write_text("aligner: length\n")
    printed = command(folder, "align", "a.it.txt", "a.en.txt", "--config", "c.yaml", "--format", "json")
    files = toolkit.align(Path("a.it.txt"), Path("a.en.txt"), config=config)
    assert files.to_dict() == json.loads(printed)
    texts = toolkit.align(SOURCE, TRANSLATION, languages=("it", "en"), config=config)
    assert texts.beads == files.beads
    listed = toolkit.align(["Nessuno.", "", "Ciao a tutti."], ["Nobody.", "Hello, everybody."], config=config)
    assert [sentence.text for sentence in listed.left.sentences] == ["Nessuno.", "", "Ciao a tutti."]
    assert ("Ciao a tutti.", "Hello, everybody.") in listed.pairs()
    assert listed.render("vecalign").startswith("[0]:[0]\n")


def test_split_gives_sentences_with_their_places(folder: Path) -> None:
    found = toolkit.split(Path("a.en.txt"), "en")
    assert found.texts == command(folder, "split", "a.en.txt", "--language", "en").splitlines()
    assert [sentence.paragraph for sentence in found] == [0, 0, 1]
    assert len(found) == 3
    assert found[0].text == "The mayor opened the bridge."
    row = found.to_dict()["sentences"][2]
    assert (row["line"], row["column"], TRANSLATION[row["start"] : row["end"]]) == (3, 1, "Nobody protested.")


def test_a_configuration_is_a_file_a_preset_a_dict_or_what_was_loaded(folder: Path) -> None:
    (folder / "c.yaml").write_text("checks: {'*': off, doubled-words: on}\naligner: length\n")
    as_dict = {"aligner": "length", "checks": {"*": "off", "doubled-words": "on"}}
    for config in ("c.yaml", Path("c.yaml"), as_dict, toolkit.load_config(as_dict)):
        assert [found.check for found in toolkit.check(TRANSLATION, SOURCE, config=config).findings] == [
            "doubled-words"
        ]
    assert toolkit.load_config("toolkit:offline").routes == toolkit.load_config().routes != ()
    turned = toolkit.load_config(as_dict, languages=("de", "en"))
    assert (turned.source_language, turned.translation_language) == ("de", "en")
    assert toolkit.load_config(turned, languages=("fr", "en")).source_language == "fr"


def test_a_dict_extends_presets_and_files_of_the_current_folder(folder: Path) -> None:
    (folder / "c.yaml").write_text("extends: toolkit:offline\nmissing_engines: skip\n")
    config = toolkit.load_config({"extends": "c.yaml", "routes": {"neural via pt": "off"}})
    assert config.missing_engines == "skip"
    assert "neural via pt" not in {route.name for route in config.routes}


def test_every_problem_of_a_dict_is_told_at_once_in_its_order() -> None:
    with pytest.raises(ConfigError) as caught:
        toolkit.load_config({"routs": {}, "checks": {"qutes": "off"}, "fail_on": "erorr"})
    assert [problem.split(";")[0] for problem in caught.value.problems] == [
        "configuration: routs: unknown key",
        "configuration: checks.qutes: unknown check 'qutes'",
        "configuration: fail_on: 'erorr' is not one of 'error', 'warning', 'info' or 'never'",
    ]
    circle: dict[str, Any] = {}
    circle["engines"] = circle
    for data, says in (
        ({"checks": {"house-style": {1, 2}}}, "checks.house-style: set is no plain data"),
        ({"checks": {1: "off"}}, "checks: the key 1 is no word"),
        (circle, "nested too deeply"),
    ):
        with pytest.raises(ConfigError, match=says):
            toolkit.load_config(data)


def test_the_cache_is_the_users_or_none_or_the_one_that_is_named(folder: Path) -> None:
    toolkit.compare(TRANSLATION, SOURCE, config=TOYS, cache=False)
    assert not (folder / "cache").exists()
    toolkit.compare(TRANSLATION, SOURCE, config=TOYS, cache=folder / "mine" / "own")
    assert (folder / "mine" / "own").exists()
    assert not (folder / "cache").exists()
    toolkit.compare(TRANSLATION, SOURCE, config=TOYS)
    assert (folder / "cache").exists()
    toolkit.compare(TRANSLATION, SOURCE, config={**TOYS, "cache": False}, cache=folder / "other")
    assert not (folder / "other").exists()


def test_threads_get_the_answers_that_they_would_get_alone() -> None:
    texts = [f"The mayor opened the {number} bridges and and left." for number in range(8)]
    alone = [toolkit.check(text).to_dict() for text in texts]
    found: dict[int, Any] = {}

    def work(number: int) -> None:
        found[number] = toolkit.check(texts[number]).to_dict()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(8)] == alone


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (lambda: toolkit.check("a.en.txt"), "translation: a str is a text, but 'a.en.txt' looks like the name of a"),
        (lambda: toolkit.check("cache"), None),
        (lambda: toolkit.compare("All is well.", "missing.it.md"), r"source: .* say Path\('missing.it.md'\) for the"),
        (lambda: toolkit.check(Path("missing.txt")), "missing.txt: no such file; check the name"),
        (lambda: toolkit.check(Path()), "this is a folder"),
        (lambda: toolkit.check(""), "translation: the text is empty"),
        (lambda: toolkit.check(" \n"), "translation: the text holds only white space"),
        (lambda: toolkit.check("..."), "translation: no sentences in it; is it the right text?"),
        (lambda: toolkit.check("one\0two"), "translation: a NUL character at position 3"),
        (lambda: toolkit.check("one \ud800"), "translation: half a character .* at position 4"),
        (lambda: toolkit.check("ab " * 400_000), "translation:1: a line of 1.2 MB is not running text"),
        (lambda: toolkit.check(SOURCE), "translation: the text seems to be Italian .*, not English"),
        (lambda: toolkit.check("All is well.", config="no.yaml"), "no.yaml: cannot be read"),
        (lambda: toolkit.check("All is well.", config="toolkit:onlin"), "presets are: toolkit:offline"),
        (lambda: toolkit.check("All is well.", languages=("it", "it")), "are the same language"),
        (lambda: toolkit.check("All is well.", languages=("en", "English")), "are the same language"),
        (
            lambda: toolkit.check("All is well.", languages=("it", "Englis")),
            "'Englis' is no language; did you mean 'en'",
        ),
        (lambda: toolkit.split("All is well.", "eng lish"), "language: 'eng lish' is no language; did you mean 'en'"),
        (
            lambda: list(toolkit.check_pairs([{"source": "a", "translation": "b", "source_language": "xx"}])),
            "pair 1: 'source_language': 'xx' is no",
        ),
        (lambda: toolkit.align(["one\ntwo"], ["uno"]), r"left\[0\]: a sentence of a list is one line"),
        (lambda: toolkit.align(["Ciao."], ["Hi."]).render("pdf"), "there is no format 'pdf'"),
        (lambda: list(toolkit.check_pairs([("a", "b"), {"source": "a"}])), "pair 2: 'translation' is missing"),
        (lambda: list(toolkit.check_pairs([{"source": 1, "translation": "a"}])), "pair 1: 'source' is not text"),
        (lambda: list(toolkit.check_pairs([("a", "\udc00")])), "pair 1: 'translation' holds half a character"),
    ],
)
def test_what_the_user_must_mend_is_one_line(folder: Path, asked: Callable[[], object], says: str | None) -> None:
    if says is None:
        asked()  # a word that names no file is a text
        return
    with pytest.raises(toolkit.ToolkitError, match=says) as caught:
        asked()
    assert isinstance(caught.value, (InputError, ConfigError))
    assert "\n" not in str(caught.value)


ANY: Any = toolkit  # what a type checker would refuse


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (lambda: ANY.check(b"bytes"), "translation is a text .* or a file .*, not bytes"),
        (lambda: ANY.check(None), "translation is a text .*, not NoneType"),
        (lambda: ANY.compare("All is well.", 3), "source is a text .*, not int"),
        (lambda: ANY.check(toolkit.Text(ANY)), "toolkit.Text is made of two str, not of module"),
        (lambda: ANY.load_config(3), "config is a configuration .*, not int"),
        (lambda: ANY.check("All is well.", languages="iten"), "languages are two codes, .*, not 'iten'"),
        (lambda: ANY.check("All is well.", languages=(1, 2)), "languages is the code of a language such as 'it', not"),
        (lambda: ANY.check("All is well.", cache=3), "cache is True, False, or the path of a file, not int"),
        (lambda: ANY.check("All is well.", progress=3), "progress is a function that takes a str, not int"),
        (lambda: ANY.check_pairs("text"), "pairs are .*, not str"),
        (lambda: ANY.check_pairs(3), "pairs are .*, not int"),
        (lambda: list(ANY.check_pairs([("a", "b", "c")])), "pair 1: a pair is .*, not tuple"),
        (lambda: ANY.align(["a"], "b c"), "both lists of sentences, or neither"),
        (lambda: ANY.align([1], ["b"]), r"left\[0\] is a sentence \(str\), not int"),
        (lambda: ANY.align(3, ["b"]), "left is a text .*, a file .* or a list of sentences, not int"),
        (lambda: ANY.split("All is well.", 3), "language is the code of a language such as 'it', not int"),
    ],
)
def test_an_argument_of_a_wrong_type_is_told_in_one_line(asked: Callable[[], object], says: str) -> None:
    with pytest.raises(TypeError, match=says) as caught:
        asked()
    assert "\n" not in str(caught.value)


def test_what_there_is_not_is_an_attribute_error_and_modules_are_still_found() -> None:
    with pytest.raises(AttributeError, match="module 'toolkit' has no attribute 'nothing'"):
        ANY.nothing  # noqa: B018
    from toolkit import errors

    assert toolkit.ToolkitError is errors.ToolkitError


def test_names_that_no_file_can_have_are_refused_or_gone_without_as_other_names_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ConfigError, match=r"^'a\\x00b.yaml': cannot be read: embedded null byte$"):
        toolkit.load_config("a\0b.yaml")
    assert toolkit.check("All is is well.", config=TOYS, cache=Path("a\0b")).findings
    assert "the cache cannot be opened (embedded null byte); going on without it" in capsys.readouterr().err
