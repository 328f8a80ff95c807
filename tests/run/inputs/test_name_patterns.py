"""Files that belong together by their names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import toolkit
from toolkit.errors import InputError
from toolkit.run.inputs.name_patterns import matched


def files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("A word.\n", encoding="utf-8")


def keys(folder: Path, **patterns: str) -> list[str]:
    return [one.key for one in matched(patterns, folder).documents]


def test_files_of_one_name_are_one_document_and_what_has_no_partner_is_told(tmp_path: Path) -> None:
    files(tmp_path, "en/a.b.txt", "it/a.b.md", "en/only.txt", "it/lost.md", "en/two.txt", "it/two.md", "it/two.txt")
    files(tmp_path, "en/~$a.txt", "it/.a.md", "en/sub/c.txt")
    found = matched({"translation": "en/{name}.txt", "source": "it/{name}.*"}, tmp_path)
    assert [(one.key, dict(one.files)) for one in found.documents] == [
        ("a.b", {"translation": tmp_path / "en/a.b.txt", "source": tmp_path / "it/a.b.md"})
    ]
    assert found.left_out == (
        "lost: no translation beside lost.md",
        "only: no source beside only.txt",
        "two: 2 files could be the source (two.md, two.txt)",
    )


def test_folders_that_stars_stand_for_are_the_same_on_both_sides(tmp_path: Path) -> None:
    files(tmp_path, "t/x.en.txt", "t/1/x.en.txt", "t/1/2/y.en.txt", "s/x.it.txt", "s/1/x.it.txt", "s/2/y.it.txt")
    (tmp_path / "run").mkdir()
    patterns = {"translation": "../t/**/{name}.en.txt", "source": "../s/**/{name}.it.txt"}
    assert keys(tmp_path / "run", **patterns) == ["1/x", "x"]
    absolute = {side: str(tmp_path / pattern.removeprefix("../")) for side, pattern in patterns.items()}
    assert keys(tmp_path / "run", **absolute) == ["1/x", "x"]


def test_a_name_may_stand_in_a_folder_and_twice(tmp_path: Path) -> None:
    files(tmp_path, "a/en-a.txt", "b/en-a.txt", "a/it.txt", "b/it.txt")
    assert keys(tmp_path, translation="{name}/en-{name}.txt", source="{name}/it.txt") == ["a"]


def test_one_name_composed_and_decomposed_is_one(tmp_path: Path) -> None:
    files(tmp_path, "caff\u00e8.en.txt", "caffe\u0300.it.txt")
    assert keys(tmp_path, translation="{name}.en.txt", source="{name}.it.txt") == ["caff\u00e8"]


@pytest.mark.parametrize(
    ("translation", "source", "told"),
    [
        ("en/{name}.txt", "it/*.txt", "source: 'it/\\*.txt' has no {name}"),
        ("en/**/{name}.txt", "it/{name}.txt", "translation and source: '\\*\\*' stands for the same folders in both"),
        ("en/**{name}.txt", "en/**/{name}.it", "'\\*\\*' stands once, for whole folders"),
        ("en/{name}.txt", "it/{name}.txt", r"no document has all its files in .*; b: no source beside b\.txt"),
    ],
)
def test_patterns_that_cannot_go_together_or_find_nothing_are_told(
    tmp_path: Path, translation: str, source: str, told: str
) -> None:
    files(tmp_path, "en/b.txt")
    with pytest.raises(InputError, match=told):
        matched({"translation": translation, "source": source}, tmp_path)


NAMES = st.sets(st.text("ab.[]*?{}-", min_size=1, max_size=5).filter(lambda name: name[0] != "."), min_size=1)


@given(NAMES, NAMES)
def test_documents_and_what_is_left_out_are_all_names_on_either_side(
    tmp_path_factory: pytest.TempPathFactory, ours: set[str], theirs: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("names")
    files(folder, *(f"{name}.en" for name in ours), *(f"{name}.it" for name in theirs))
    if not ours & theirs:
        return
    found = matched({"translation": "{name}.en", "source": "{name}.it"}, folder)
    assert {one.key for one in found.documents} == ours & theirs
    assert len(found.left_out) == len(ours ^ theirs)


def test_a_batch_does_the_pairs_of_folders_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    files(tmp_path, "en/1/a.txt", "it/1/a.txt", "en/1/b.txt", "x/1/a.txt")
    (tmp_path / "c.yaml").write_text(
        "checks: off\nmetrics: off\noutput: {formats: [json]}\ninputs:\n"
        "  - {translation: 'en/**/{name}.txt', source: 'it/**/{name}.txt'}\n"
        "  - {versions: {e: 'en/**/{name}.txt', x: 'x/**/{name}.txt'}, source: 'it/**/{name}.txt', id: 'v {name}'}\n",
        encoding="utf-8",
    )
    checked = toolkit("config", "check", "c.yaml", folder=tmp_path)
    assert checked.stdout.endswith("2 documents)\n")
    ran = toolkit("batch", "c.yaml", "--dry-run", folder=tmp_path)
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, "new: 1-a, v a")
    assert (
        ran.stderr
        == checked.stderr
        == (
            "toolkit: c.yaml:5:6: left out: 1/b: no source beside b.txt\n"
            "toolkit: c.yaml:6:6: left out: 1/b: no source and no version x beside b.txt\n"
        )
    )
