"""A first configuration is sound, says what runs here, and holds the rest as comments with what it wants."""

import re
from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.config.loading import load
from toolkit.config.settings import Input


@pytest.mark.parametrize("languages", ["it-en", "en-pt", "fr-en", "de-it", "ja-en", "Dutch-English"])
def test_a_first_configuration_has_nothing_wrong_and_none_of_its_routes_lacks_anything(
    languages: str, tmp_path: Path
) -> None:
    ran = toolkit("init", "new", "--languages", languages, folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[0] == "new/toolkit.yaml is written."
    assert ran.stdout.splitlines()[-1].startswith("Next: cd new && toolkit ")
    assert toolkit("config", "check", "toolkit.yaml", folder=tmp_path / "new").returncode == 0
    config = load(tmp_path / "new" / "toolkit.yaml")
    for route in config.routes:
        assert route.back.problem(config.translation_language, config.source_language) is None
        assert route.returned.problem(config.source_language, config.translation_language) is None


@pytest.mark.parametrize("languages", ["it-en", "fr-en"])
def test_what_stands_as_a_comment_is_sound_once_the_signs_are_gone(languages: str, tmp_path: Path) -> None:
    toolkit("init", "--languages", languages, folder=tmp_path)
    text = (tmp_path / "toolkit.yaml").read_text()
    entry = re.compile(
        r"^# ((?:engines|routes):|  (?!.*to go without it).+?: (?:\{.*\}|[a-z-]+)(?:    #.*)?)$", re.MULTILINE
    )
    whole = entry.sub(
        lambda match: match[0] if "first:" in match[0] or "toolkit:offline" in match[0] else match[1], text
    )
    assert whole.count("\n# ") < text.count("\n# ")
    (tmp_path / "whole.yaml").write_text(whole)
    ran = toolkit("config", "check", "whole.yaml", folder=tmp_path)
    assert ran.returncode == 0, ran.stderr + whole
    assert {"firefox", "opus-mt", "chat", "deepl"} <= {route.name for route in load(tmp_path / "whole.yaml").routes}


def test_documents_that_are_there_stand_in_it_and_in_the_next_command(tmp_path: Path) -> None:
    for name in ("a b.en.md", "a b.it.md", "c.en.md"):
        (tmp_path / name).write_text("x")
    ran = toolkit("init", folder=tmp_path)
    assert "'a b.en.md' --source 'a b.it.md'" in ran.stdout.splitlines()[-1]
    (entry,) = load(tmp_path / "toolkit.yaml").inputs
    assert isinstance(entry, Input)
    assert (entry.translation, entry.source) == ("*.en.md", "{stem}.it.md")


def test_nothing_is_written_over_unasked_and_two_languages_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "toolkit.yaml").write_text("mine: all\n")
    ran = toolkit("init", folder=tmp_path)
    assert ran.returncode == 2
    assert "toolkit.yaml: there is one already" in ran.stderr
    assert (tmp_path / "toolkit.yaml").read_text() == "mine: all\n"
    assert toolkit("init", "--force", folder=tmp_path).returncode == 0
    for wrong in ("it", "it-it", "it-xx", "it-en-fr"):
        assert toolkit("init", "--force", "--languages", wrong, folder=tmp_path).returncode == 2
