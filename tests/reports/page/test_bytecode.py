"""Compiled templates: kept, found again, and never trusted where they are damaged."""

import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from toolkit.reports.page.bytecode import KeptTemplates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return tmp_path / "toolkit" / "templates"


def rendered(text: str = "{{ word }}!") -> str:
    pages = Environment(loader=DictLoader({"page": text}), bytecode_cache=KeptTemplates(), autoescape=True)
    return pages.get_template("page").render(word="a<b")


def test_a_template_is_compiled_once_and_again_when_it_changes(folder: Path) -> None:
    assert rendered() == "a&lt;b!"
    (kept,) = folder.iterdir()
    os.utime(kept, (1, 1))
    assert rendered() == "a&lt;b!"
    assert kept.stat().st_mtime == 1
    assert rendered("{{ word }}?") == "a&lt;b?"
    assert kept.stat().st_mtime > 1


@pytest.mark.parametrize("damage", [b"", b"\0", "half"])
def test_what_is_damaged_is_compiled_again(folder: Path, damage: bytes | str) -> None:
    rendered()
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if isinstance(damage, str) else damage)
    assert rendered() == "a&lt;b!"
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "toolkit").write_text("no folder", encoding="utf-8")
    assert rendered() == "a&lt;b!"
    (tmp_path / "toolkit").unlink()
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert rendered() == "a&lt;b!"
    assert not folder.exists()
