"""What is written is whole: all files of a run, or none of them."""

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.run.outputs import write_all


def test_where_one_file_cannot_be_put_the_others_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("of the run before")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(InputError, match=r"b\.csv: a folder, where a file of the results is wanted"):
        write_all(tmp_path, {"a.html": "new", "b.csv": "new"})
    assert (tmp_path / "a.html").read_text() == "of the run before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.csv"]
