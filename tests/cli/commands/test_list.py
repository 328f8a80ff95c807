"""``toolkit list``: a line for each plugin."""

from pathlib import Path

from tests.command_line import toolkit


def test_a_full_stop_behind_et_al_ends_no_sentence(tmp_path: Path) -> None:
    printed = toolkit("list", "metrics", folder=tmp_path).stdout
    assert "(Papineni et al. 2002)" in printed
    assert all(line.count("(") == line.count(")") for line in printed.splitlines())
