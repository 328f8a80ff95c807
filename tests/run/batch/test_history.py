"""The runs of a batch over time."""

import hashlib
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import toolkit
from tests.run.batch.newsdesk import write
from toolkit.run.batch import history
from toolkit.run.records.provenance import name_of_run, run_name

WORDS = st.text("ab/-é\N{GRINNING FACE}", max_size=3)


def changes(folder: Path) -> list[tuple[tuple[str, ...], bool, bool]]:
    """Return what each run has otherwise than the one before, and whether findings and figures compare."""
    runs = history.runs(history.past_lines(folder / "out"))
    return [(one.changed, one.counts_compare, one.figures_compare) for one in runs]


def test_each_run_that_says_something_new_adds_a_line_with_what_can_be_compared(tmp_path: Path) -> None:
    write(tmp_path, 2)

    def run(*more: str) -> None:
        assert toolkit("batch", "c.yaml", "--out", "out", *more, folder=tmp_path).returncode == 1

    run("--limit", "1")
    assert not (tmp_path / "out/history.jsonl").exists()
    run()
    run()
    run("--force")
    assert changes(tmp_path) == [((), True, True)]
    text = (tmp_path / "d00.en.txt").read_text(encoding="utf-8")
    (tmp_path / "d00.en.txt").write_text(text.replace("the the", "the"), encoding="utf-8")
    run()
    run("--set", "checks.doubled-words=off")
    write(tmp_path, 3)
    run()
    assert changes(tmp_path)[1:] == [
        (("translations edited",), True, True),
        (("other checks",), False, True),
        (("other documents", "originals edited", "translations edited", "other checks"), False, False),
    ]
    page = (tmp_path / "out/index.html").read_text()
    assert "Over 4 runs of this set" in page
    assert page.count("figures cannot be compared") == 1


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    line = {"version": 1, "run": "a", "marks": {}}
    history.add(tmp_path, line)
    with (tmp_path / "history.jsonl").open("a") as file:
        file.write('{"version": 1, "run": "b", "ma')
    history.add(tmp_path, {**line, "run": "c"})
    assert [one["run"] for one in history.past_lines(tmp_path)] == ["a", "c"]


def test_a_run_in_which_documents_failed_is_one_with_that_which_finished_it_and_no_other() -> None:
    counts = dict.fromkeys(("documents", "units", "errors", "warnings", "infos"), 1)
    first = {
        "run": "a",
        "marks": {"checks": "1", "translations": "1"},
        "failed": 1,
        "routes": {},
        "view": "v",
        **counts,
    }
    finished = {**first, "run": "b", "marks": {"checks": "1", "translations": "2"}, "failed": 0}
    assert [one.run for one in history.runs([first, finished])] == ["b"]
    assert [one.run for one in history.runs([first, {**finished, "failed": 1}])] == ["a", "b"]
    assert [one.run for one in history.runs([first, {**finished, "marks": {"checks": "2"}}])] == ["a", "b"]


@given(st.dictionaries(WORDS, WORDS | st.none()), st.dictionaries(WORDS, st.lists(WORDS)))
def test_a_run_has_the_name_of_its_whole_content_though_its_files_come_one_by_one(
    inputs: dict[str, str | None], options: dict[str, list[str]]
) -> None:
    signature = {"checks": ["é"], "config": "c.yaml"}
    content = json.dumps([{"checks": ["é"]}, inputs, options], sort_keys=True, ensure_ascii=False)
    wanted = hashlib.sha256(content.encode()).hexdigest()[:12]
    assert run_name(signature, inputs, options) == wanted
    assert name_of_run(signature, iter(sorted(inputs.items())), options) == wanted
