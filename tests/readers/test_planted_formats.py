"""The planted article, written out in each format of text: the same findings at the same words."""

import html
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ROOT
from toolkit.config.loading import load
from toolkit.readers.text import Text
from toolkit.run.check_files import lint

SUMMIT = ROOT / "corpora" / "summit"


def paragraphs(name: str) -> list[str]:
    """Return the blocks of the article as they stand, a line end inside one of them included."""
    text = (SUMMIT / name).read_text(encoding="utf-8")
    return [text[block.body.start : block.body.end] for block in Text().blocks(text, name.split(".")[-2])]


def as_html(texts: Sequence[str]) -> str:
    body = "\n".join(f"<p>{html.escape(text).replace('€', '&euro;')}</p>" for text in texts)
    head = "<!DOCTYPE html>\n<html><head><title>x</title></head><body><nav>Home</nav><article>"
    return f"{head}\n{body}\n</article></body></html>"


def as_markdown(texts: Sequence[str]) -> str:
    return "\n\n".join(texts) + "\n"


def cues_of(texts: Sequence[str]) -> list[str]:
    """Return the article in cues of at most nine words; a paragraph begins a new one."""
    found = []
    for text in texts:
        words = text.split()
        found += [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
    return found


def as_srt(texts: Sequence[str]) -> str:
    clock = [f"00:{second // 30:02}:{2 * (second % 30):02}" for second in range(3000)]
    cues = cues_of(texts)
    return "\n".join(f"{at + 1}\n{clock[at]},000 --> {clock[at + 1]},000\n{cue}\n" for at, cue in enumerate(cues))


FORMATS: dict[str, Callable[[Sequence[str]], str]] = {"html": as_html, "md": as_markdown}


def findings(translation: Path, source: Path) -> list[dict[str, Any]]:
    config = load(None, ("it", "en"), engines=False)
    return list(lint(translation, source, config).findings)


@cache
def of_text() -> Counter[tuple[str, str, str, str]]:
    planted = SUMMIT / "summit.planted.en.txt"
    return told(findings(planted, SUMMIT / "summit.it.txt"), planted)


def told(rows: Sequence[dict[str, Any]], file: Path) -> Counter[tuple[str, str, str, str]]:
    """Count what is said by its check, its severity, its words, and the words of the file that it stands on."""
    text = file.read_text(encoding="utf-8")
    return Counter(
        (
            row["check"],
            row["severity"],
            row["message"],
            " ".join(html.unescape(text[row["start"] : row["end"]]).split()),
        )
        for row in rows
    )


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_gives_the_findings_of_the_bare_text_at_their_words(tmp_path: Path, form: str) -> None:
    files = [tmp_path / f"a.{side}.{form}" for side in ("en", "it")]
    for file, name in zip(files, ("summit.planted.en.txt", "summit.it.txt"), strict=True):
        file.write_text(FORMATS[form](paragraphs(name)), encoding="utf-8")
    found = findings(files[0], files[1])
    assert told(found, files[0]) == of_text()


def test_subtitles_lose_none_of_the_planted_errors_and_name_their_cues(tmp_path: Path) -> None:
    files = [tmp_path / f"a.{side}.srt" for side in ("en", "it")]
    for file, name in zip(files, ("summit.planted.en.txt", "summit.it.txt"), strict=True):
        file.write_text(as_srt(paragraphs(name)), encoding="utf-8")
    found = findings(files[0], files[1])
    assert all(row["where"].startswith("cue ") for row in found)
    errors = Counter(key[:3] for key in of_text().elements() if key[1] == "error")
    missing = errors - Counter((row["check"], row["severity"], row["message"]) for row in found)
    assert sum(missing.values()) <= 0.05 * sum(errors.values()), missing
