"""What is written is whole: all files of a run, or none of them."""

import json
import os
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.run.outputs import require_apart, write_all, write_file


def test_where_one_file_cannot_be_put_the_others_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("of the run before")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(InputError, match=r"b\.csv: a folder, where a file of the results is wanted"):
        write_all(tmp_path, {"a.html": "new", "b.csv": "new"})
    assert (tmp_path / "a.html").read_text() == "of the run before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.csv"]


def test_a_link_stays_one_and_a_pipe_is_written_into(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "real.csv").write_text("old")
    (tmp_path / "linked.csv").symlink_to("elsewhere/real.csv")
    write_file(tmp_path / "linked.csv", "new")
    assert (tmp_path / "linked.csv").is_symlink()
    assert (tmp_path / "elsewhere" / "real.csv").read_text() == "new"
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_file(tmp_path / "pipe", "through")
    assert os.read(reading, 99) == b"through"
    os.close(reading)
    with pytest.raises(InputError, match="a device or a pipe, where a file of the results is wanted"):
        write_all(tmp_path, {"pipe": "in its place"})
    assert (tmp_path / "pipe").is_fifo()


def test_a_file_that_is_read_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the text")
    (tmp_path / "b.txt").symlink_to("a.txt")
    with pytest.raises(InputError, match=r"b\.txt: this would overwrite a file that is read"):
        require_apart([tmp_path / "b.txt"], [None, tmp_path / "a.txt"])


def test_half_a_character_of_a_name_stays_valid_json(tmp_path: Path) -> None:
    write_file(tmp_path / "a.json", json.dumps({"path": "\udcff.txt"}, ensure_ascii=False))
    assert json.loads((tmp_path / "a.json").read_bytes()) == {"path": "\udcff.txt"}
