"""``toolkit align`` as a user meets it."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.aligners.bitext.vecalign import read_vecalign
from tests.aligners.search.texts import made_up
from tests.command_line import toolkit, toolkit_process

ITALIAN = (
    "Il nuovo ponte apre lunedì\n\n"
    "Il nuovo ponte sul fiume apre lunedì mattina alle otto. Il sindaco taglierà il nastro davanti alle scuole. "
    "I lavori sono durati quattro anni e sono costati nove milioni di euro.\n"
)
ENGLISH = (
    "New bridge opens on Monday\n\n"
    "The new bridge over the river opens on Monday morning at eight. "
    "The works took four years and cost nine million euros.\n\n"
    "English version by the Translation Service of Example\n"
)


def align(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return toolkit("align", *arguments, folder=folder)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "it.txt").write_text(ITALIAN, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


@pytest.mark.engine
def test_two_articles_are_split_and_aligned_and_the_omission_shows(files: Path) -> None:
    ran = align(files, "it.txt", "en.txt", "--languages", "it", "en")
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert ran.stdout == "[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[2]\n"


@pytest.mark.engine
def test_a_swapped_pair_is_refused_with_the_languages_seen(files: Path) -> None:
    ran = align(files, "en.txt", "it.txt", "--languages", "it", "en")
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert "en.txt seems to be en and it.txt it, the other way round" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_presegmented_lines_keep_their_numbers_blank_ones_too(tmp_path: Path) -> None:
    lines = made_up(12)
    (tmp_path / "left.txt").write_text(
        "\ufeff" + "\r\n".join(["", *lines[:6], "", *lines[6:]]) + "\r\n", encoding="utf-8"
    )
    (tmp_path / "right.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = align(tmp_path, "left.txt", "right.txt", "--languages", "it", "en", "--presegmented", "--aligner", "length")
    assert (ran.stderr, ran.returncode) == ("", 0)
    beads = read_vecalign(ran.stdout, "stdout")
    assert (beads[-1].left[1], beads[-1].right[1]) == (14, 12)
    assert beads[0].left == (0, 1)
    assert beads[0].right == (0, 0)


def test_json_points_into_the_file(files: Path) -> None:
    ran = align(files, "it.txt", "en.txt", "--languages", "it", "en", "--aligner", "length", "--format", "json")
    data = json.loads(ran.stdout)
    assert [ENGLISH[one["start"] : one["end"]] for one in data["right"]["sentences"]] == [
        one["text"] for one in data["right"]["sentences"]
    ]
    assert len(data["right"]["sentences"]) == 3


@pytest.mark.parametrize("form", ["tsv", "tmx", "html"])
def test_every_format_is_printed(files: Path, form: str) -> None:
    ran = align(files, "it.txt", "en.txt", "--languages", "it", "en", "--aligner", "length", "--format", form)
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert "New bridge opens on Monday" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("it.txt", "none.txt"), "none.txt: no such file"),
        (("it.txt", "empty.txt"), "empty.txt: the file is empty"),
        (("it.txt", "en.txt", "--aligner", "provenance"), "4 sentences (it) and 3 (en)"),
        (
            ("it.txt", "en.txt", "--aligner", "length", "--profile", "literary"),
            "--profile is for the aligner 'embedding'",
        ),
    ],
)
def test_what_cannot_be_aligned_is_one_line(files: Path, arguments: tuple[str, ...], message: str) -> None:
    (files / "empty.txt").touch()
    ran = align(files, *arguments, "--languages", "it", "en")
    assert ran.returncode == 2
    assert message in ran.stderr
    assert ran.stderr.count("\n") == 1


HOSTILE = [
    ("binary.txt", "the file is binary"),
    ("blank.txt", "holds only white space"),
    ("folder", "this is a folder"),
    ("it.txt", "hold the same text, which cannot be it and en"),
]


@pytest.mark.parametrize("presegmented", [[], ["--presegmented"]])
@pytest.mark.parametrize(("name", "message"), HOSTILE)
def test_a_file_that_is_no_translation_is_refused_in_one_line(
    files: Path, name: str, message: str, presegmented: list[str]
) -> None:
    (files / "binary.txt").write_bytes(bytes(range(256)))
    (files / "blank.txt").write_text(" \n\n", encoding="utf-8")
    (files / "folder").mkdir()
    ran = align(files, "it.txt", name, "--languages", "it", "en", *presegmented)
    assert (ran.stdout, ran.returncode) == ("", 2)
    assert message in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_the_alignment_is_written_to_a_file(files: Path) -> None:
    printed = align(files, "it.txt", "en.txt", "--languages", "it", "en", "--aligner", "length").stdout
    ran = align(files, "it.txt", "en.txt", "--languages", "it", "en", "--aligner", "length", "--out", "new/beads.txt")
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)
    assert (files / "new" / "beads.txt").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("out", "message"),
    [
        (".", "a folder, where a file is wanted; name a file in it"),
        ("en.txt", "would overwrite a file that is read"),
        ("it.txt/beads.txt", "choose another --out"),
        ("/proc/beads.txt", "choose another --out"),
    ],
)
def test_an_out_that_cannot_be_written_is_refused_before_the_work(files: Path, out: str, message: str) -> None:
    ran = align(files, "it.txt", "en.txt", "--languages", "it", "en", "--aligner", "length", "--out", out)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert (files / "en.txt").read_text(encoding="utf-8") == ENGLISH


@pytest.mark.slow
@pytest.mark.engine
def test_the_alignment_depends_on_neither_threads_nor_hash_seed_nor_cache(files: Path) -> None:
    found = {
        toolkit_process(
            "align", "it.txt", "en.txt", "--languages", "it", "en", "--format", "json", *cache, folder=files,
            PYTHONHASHSEED=count, OMP_NUM_THREADS=count,
        ).stdout
        for count, cache in (("1", ()), ("2", ()), ("2", ("--no-cache",)))
    }  # fmt: skip
    assert len(found) == 1
    assert "confidence" in found.pop()
