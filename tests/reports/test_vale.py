"""What a plugin for Vale reads: the words between the columns of each finding are those that it marks."""

import json
from pathlib import Path

from tests.command_line import toolkit
from tests.readers.office_files import docx_of


def test_the_columns_are_those_of_the_words_and_the_action_mends_them(tmp_path: Path) -> None:
    lines = ["The 🚢 the the mayor spoke.", "", "Nobody  came, and it is a old", "one. Is it you??"]
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n")
    (tmp_path / "clean.txt").write_text("The mayor spoke.\n")
    docx_of(tmp_path / "b.docx", [("He left.", False), ("He saw the the quay.", False)])
    ran = toolkit("check", "a.txt", "clean.txt", "b.docx", "--format", "vale", folder=tmp_path)
    found = json.loads(ran.stdout)
    assert list(found) == ["a.txt", "b.docx"]
    assert {one["Check"] for one in found["a.txt"]} >= {"toolkit.doubled-words", "toolkit.spacing", "toolkit.grammar"}
    for one in found["a.txt"]:
        first, last = one["Span"]
        assert lines[one["Line"] - 1][first - 1 : last] == one["Match"]
        assert one["Severity"] in ("suggestion", "warning", "error")
        assert set(one["Action"]) == {"Name", "Params"}
    doubled = next(one for one in found["a.txt"] if one["Check"] == "toolkit.doubled-words")
    assert (doubled["Match"], doubled["Action"]) == ("the the", {"Name": "replace", "Params": ["the"]})
    (office,) = found["b.docx"]
    assert (office["Line"], office["Span"]) == (1, [1, 1])
    assert office["Message"].startswith("paragraph 2: ")
