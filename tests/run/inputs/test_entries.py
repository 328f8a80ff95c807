"""Which files the inputs of a configuration mean."""

from pathlib import Path
from typing import Any

import pytest

from tests.toy_engines import configured
from toolkit.config.settings import Config, Input
from toolkit.config.yaml12 import YamlPlace
from toolkit.errors import ConfigError, InputError
from toolkit.run.inputs.entries import Job, jobs, only_input, stem


def config(folder: Path, *entries: dict[str, Any]) -> Config:
    inputs = tuple(
        Input(entry["translation"], entry.get("source"), entry.get("id"), folder, YamlPlace("c.yaml", number, 1))
        for number, entry in enumerate(entries, 2)
    )
    return configured(path="c.yaml", inputs=inputs)


def files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("summit.en.txt", "summit"),
        ("summit.txt", "summit"),
        ("summit", "summit"),
        ("summit.it.txt", "summit.it"),
        ("a.b.en.md", "a.b"),
        ("token.txt", "token"),
        (".en.txt", ".en.txt"),
    ],
)
def test_a_documents_name_is_without_its_language_and_ending(name: str, expected: str) -> None:
    assert stem(Path("folder") / name, "en") == expected


def test_a_pattern_names_every_file_it_matches_in_order_each_with_its_own_source(tmp_path: Path) -> None:
    files(tmp_path, "en/b.en.txt", "en/a.en.txt", "en/c.en.md")
    found = jobs(config(tmp_path, {"translation": "en/*.txt", "source": "it/{stem}.it.txt"}))
    assert found == tuple(
        Job(name, tmp_path / "en" / f"{name}.en.txt", tmp_path / "it" / f"{name}.it.txt") for name in ("a", "b")
    )


@pytest.mark.parametrize("pattern", ["?.en.txt", "[a].en.txt", "*.en.txt"])
def test_each_wildcard_is_one(tmp_path: Path, pattern: str) -> None:
    files(tmp_path, "a.en.txt")
    for translation in (pattern, str(tmp_path / pattern)):
        assert [job.translation for job in jobs(config(tmp_path, {"translation": translation}))] == [
            tmp_path / "a.en.txt"
        ]


def test_files_stand_in_the_order_of_their_names_whatever_the_disk_says(tmp_path: Path) -> None:
    names = "khbpfmacojdgnile"
    files(tmp_path, *(f"{name}.txt" for name in names))
    for pattern in ("*.txt", str(tmp_path / "*.txt")):
        assert [job.id for job in jobs(config(tmp_path, {"translation": pattern}))] == sorted(names)


def test_a_file_that_is_named_is_a_job_even_if_it_is_not_there(tmp_path: Path) -> None:
    entry = {"translation": "../gone.en.txt", "source": str(tmp_path / "x" / ".." / "it.txt")}
    assert jobs(config(tmp_path / "runs", entry)) == (Job("gone", tmp_path / "gone.en.txt", tmp_path / "it.txt"),)


def test_without_a_source_a_document_has_none(tmp_path: Path) -> None:
    assert [job.source for job in jobs(config(tmp_path, {"translation": "a.txt"}))] == [None]


def test_the_name_of_the_results_may_be_made_of_the_documents(tmp_path: Path) -> None:
    entries = ({"translation": "a.en.txt", "id": "news/{stem}/1"}, {"translation": "b.en.txt"})
    assert [job.id for job in jobs(config(tmp_path, *entries))] == ["news-a-1", "b"]


def test_no_inputs_and_a_pattern_without_a_file_are_errors_at_their_place(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^c\.yaml: inputs: no documents; "):
        jobs(config(tmp_path))
    with pytest.raises(ConfigError, match=r"^c\.yaml:3:1: inputs: no file matches '\*\.txt' in "):
        jobs(config(tmp_path, {"translation": "a.txt"}, {"translation": "*.txt"}))


def test_a_single_document_has_the_source_that_is_given_or_else_its_own(tmp_path: Path) -> None:
    one = config(tmp_path, {"translation": "a.txt", "source": "s.txt"})
    assert only_input(one, None) == (tmp_path / "a.txt", tmp_path / "s.txt")
    assert only_input(one, Path("given.txt")) == (tmp_path / "a.txt", Path("given.txt"))
    with pytest.raises(InputError, match=r"^c\.yaml: names 2 documents; run: toolkit batch c\.yaml$"):
        only_input(config(tmp_path, {"translation": "a.txt"}, {"translation": "b.txt"}), None)
