"""Where results go: below the folder for results, each document's apart, no run over another's."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from tests.cli.test_main import ENGLISH, write
from tests.command_line import toolkit
from toolkit.run.result_folders import BATCH_FILES, folder_name, folder_names, folder_of_run

CHECKS_ONLY = "version: 1\nroutes: {}\nchecks: {'*': off, doubled-words: on}\n"
ITALIAN = "Il consiglio si è riunito lunedì nel vecchio municipio. Nessuno si è opposto al progetto del nuovo ponte.\n"
OTHER = "The library opens again in March. Its new rooms were paid for by the readers of the town.\n"


def inputs(*entries: str) -> str:
    return CHECKS_ONLY + "inputs:\n" + "".join(f"  - {entry}\n" for entry in entries)


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        ".",
        "..",
        "...",
        "../x",
        "..\\x",
        "/etc",
        ".hidden",
        "x.",
        "x ",
        " ",
        "\0",
        "a\nb",
        "a\x1b[2Jb",
        "\udc80",
        "n" * 300,
        "è" * 200,
        "\N{RIGHT-TO-LEFT OVERRIDE}txt",
    ],
)
def test_a_folder_name_is_one_name_that_is_seen_and_that_any_disk_takes(tmp_path: Path, wanted: str) -> None:
    name = folder_name(wanted)
    (tmp_path / name).mkdir()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert name.isprintable()
    assert name == name.strip(". ")
    assert folder_name(name) == name


def test_a_name_that_is_fit_is_the_folder_s_name() -> None:
    for name in ("summit", "summit-2", "v1.2", "perché no", "a&b", "_x", "n" * 240):
        assert folder_name(name) == name


def test_long_names_with_one_beginning_stay_apart() -> None:
    assert folder_name("n" * 300 + "a") != folder_name("n" * 300 + "b")


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (("x", "x", "x"), ("x", "x-2", "x-3")),
        (("x", "x", "x-2"), ("x", "x-3", "x-2")),
        (("Same", "same", "SAME"), ("Same", "same-2", "SAME-3")),
        (("caf\u00e9", "cafe\u0301"), ("caf\u00e9", "cafe\u0301-2")),
        (("index.html", "Summary.JSON"), ("index.html-2", "Summary.JSON-2")),
        (("..", "."), ("document", "document-2")),
    ],
)
def test_documents_of_one_name_get_folders_of_their_own(wanted: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert folder_names(wanted) == names


def test_a_document_whose_name_is_its_own_keeps_it_whatever_the_order() -> None:
    for order in permutations(("x", "x", "x-2", "x-3")):
        names = dict(zip(order, folder_names(order), strict=True))
        assert (names["x-2"], names["x-3"]) == ("x-2", "x-3")
        assert set(folder_names(order)) == {"x", "x-2", "x-3", "x-4"}


def test_a_batch_writes_nothing_outside_its_folder(tmp_path: Path) -> None:
    for name in ("...en.txt", "one.en.txt", "two.en.txt"):
        write(tmp_path / name, ENGLISH)
    ids = ("..", ".", "../two")
    rows = ["translation: '...en.txt'", *(f"{{translation: one.en.txt, id: '{one}'}}" for one in ids)]
    config = write(tmp_path / "c.yaml", inputs(*rows) + "output: {tables: [csv, xlsx, parquet]}\n")
    write(tmp_path / "report.html", "mine")
    done = toolkit("batch", config, "--out", "results", "--no-cache", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    folders = ("-two", "document", "document-2", "document-3")
    assert files_below(tmp_path / "results") == sorted(
        [
            *BATCH_FILES,
            ".tables.json",
            *(f"{folder}/{name}" for folder in folders for name in ("comparison.json", "outcome.json", "report.html")),
        ]
    )
    assert (tmp_path / "report.html").read_text() == "mine"
    assert not (tmp_path / "comparison.json").exists()


def test_a_document_with_the_name_of_a_batch_s_own_file_gets_another(tmp_path: Path) -> None:
    write(tmp_path / "one.en.txt", ENGLISH)
    config = write(tmp_path / "c.yaml", inputs(*(f"{{translation: one.en.txt, id: {name}}}" for name in BATCH_FILES)))
    done = toolkit("batch", config, "--out", "out", "--no-cache", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    links = [row["report"] for row in json.loads((tmp_path / "out/summary.json").read_text())["documents"]]
    assert links == [f"{name}-2/report.html" for name in BATCH_FILES]
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_file()) == sorted(
        ["consistency.jsonl", "documents.csv", "findings.jsonl", "history.jsonl", "index.html", "summary.json"]
    )


def test_a_configuration_s_name_leads_nowhere_else(tmp_path: Path) -> None:
    write(tmp_path / "one.en.txt", ENGLISH)
    write(tmp_path / "...yaml", inputs("translation: one.en.txt"))
    done = toolkit("batch", "...yaml", "--no-cache", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "index.html").exists()
    assert (tmp_path / "runs/document/index.html").exists()


def test_a_document_that_fails_keeps_no_report_of_an_earlier_run(tmp_path: Path) -> None:
    config = write(tmp_path / "c.yaml", inputs("translation: one.en.txt", "translation: two.en.txt"))
    for name in ("one", "two"):
        write(tmp_path / f"{name}.en.txt", ENGLISH)
    assert toolkit("batch", config, "--out", "out", "--no-cache", folder=tmp_path).returncode == 0
    write(tmp_path / "out/two/notes.txt", "mine")
    write(tmp_path / "two.en.txt", "")
    assert toolkit("batch", config, "--out", "out", "--no-cache", folder=tmp_path).returncode == 3
    assert files_below(tmp_path / "out/two") == ["notes.txt", "outcome.json"]
    assert files_below(tmp_path / "out/one") == ["comparison.json", "outcome.json", "report.html"]


def test_a_comparison_does_not_overwrite_that_of_another_document(tmp_path: Path) -> None:
    for folder, text in (("a", ENGLISH), ("b", OTHER)):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "news.en.txt", text)
    write(tmp_path / "a/news.it.txt", ITALIAN)
    write(tmp_path / "c.yaml", CHECKS_ONLY)

    def compare(*arguments: str) -> str:
        done = toolkit("compare", *arguments, "--config", "c.yaml", "--no-cache", "-q", folder=tmp_path)
        assert done.returncode == 0, done.stderr
        return done.stderr

    def runs() -> dict[str, bytes]:
        return {path.parent.name: path.read_bytes() for path in sorted((tmp_path / "runs").glob("*/report.html"))}

    assert compare("a/news.en.txt") == ""
    first = runs()
    assert list(first) == ["news"]
    said = compare("b/news.en.txt")
    assert said.startswith("toolkit: runs/news holds another run, so this one is in runs/news-")
    second = runs()
    assert (len(second), second["news"]) == (2, first["news"])
    assert "runs/news-" in compare("a/news.en.txt", "--source", "a/news.it.txt")
    third = runs()
    assert len(third) == 3
    assert compare("a/news.en.txt") == ""
    assert compare("b/news.en.txt") == said
    assert compare(str(tmp_path / "b/../a/news.en.txt")) == ""
    assert list(runs()) == list(third)


def test_a_run_that_does_not_tell_its_files_is_not_overwritten_by_others(tmp_path: Path) -> None:
    write(tmp_path / "news.en.txt", ENGLISH)
    config = write(tmp_path / "c.yaml", CHECKS_ONLY + "output: {formats: [html]}\n")
    for _ in range(3):
        assert toolkit("compare", "news.en.txt", "--config", config, "--no-cache", folder=tmp_path).returncode == 0
    assert len(list((tmp_path / "runs").iterdir())) == 2
    write(tmp_path / "runs/news/comparison.json", "{}")
    write(tmp_path / "runs/news/report.html", "mine")
    assert toolkit("compare", "news.en.txt", "--config", config, "--no-cache", folder=tmp_path).returncode == 0
    assert (tmp_path / "runs/news/report.html").read_text() == "mine"


def test_results_that_an_older_version_wrote_are_known_by_their_files(tmp_path: Path) -> None:
    text, other = tmp_path / "news.en.txt", tmp_path / "other.en.txt"
    (tmp_path / "runs" / "news").mkdir(parents=True)
    leg = {"engine": "e|1", "signature": "e|1", "source_language": "en", "target_language": "it", "texts": []}
    old = {"version": 1, "document": {"path": str(text)}, "source": None, "trips": [{"route": "r", "back": leg}]}
    write(tmp_path / "runs/news/comparison.json", json.dumps(old))
    assert folder_of_run(tmp_path / "runs", "news", text, None) == tmp_path / "runs/news"
    assert folder_of_run(tmp_path / "runs", "news", other, None) != tmp_path / "runs/news"


def test_a_comparison_of_a_document_without_a_name_stays_below_runs(tmp_path: Path) -> None:
    write(tmp_path / "...en.txt", ENGLISH)
    write(tmp_path / "c.yaml", CHECKS_ONLY)
    done = toolkit("compare", "...en.txt", "--config", "c.yaml", "--no-cache", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert files_below(tmp_path / "runs") == ["document/comparison.json", "document/report.html"]
