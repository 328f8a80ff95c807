"""Subtitles of both kinds: sentences over cues, speakers, and findings that name their cue."""

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.model.places import place, shown, where
from toolkit.readers.files.documents import read as read_file
from toolkit.readers.splitting.sentences import split
from toolkit.readers.srt import SubRip
from toolkit.readers.vtt import WebVtt

CUES = (
    ("00:00:01", "00:00:03", "The mayor has reopened the port"),
    ("00:00:03", "00:00:06", "after the storm."),
    ("00:00:06", "00:00:09", "- Who paid?\n- <i>Nobody knows.</i>"),
    ("00:00:30", "00:00:33", "And the ferry"),
)


def srt(cues: tuple[tuple[str, str, str], ...] = CUES) -> str:
    return "\n".join(f"{number}\n{a},000 --> {b},500\n{text}\n" for number, (a, b, text) in enumerate(cues, 1))


def vtt(cues: tuple[tuple[str, str, str], ...] = CUES) -> str:
    return "WEBVTT\n\nNOTE no text\n\nSTYLE\n::cue { color: red }\n\n" + "\n".join(
        f"{a}.000 --> {b}.500 line:90%\n{text}\n" for a, b, text in cues
    )


def documents() -> list[Document]:
    return [SubRip().read_text(srt(), "a.srt", "en"), WebVtt().read_text(vtt(), "a.vtt", "en")]


@pytest.mark.parametrize("document", documents(), ids=["srt", "vtt"])
def test_a_sentence_goes_on_from_cue_to_cue_and_speakers_stay_apart(document: Document) -> None:
    assert [sentence.text for sentence in split(document)] == [
        "The mayor has reopened the port after the storm.",
        "Who paid?",
        "Nobody knows.",
        "And the ferry",
    ]


@pytest.mark.parametrize("document", documents(), ids=["srt", "vtt"])
def test_a_place_names_its_cue_and_its_line(document: Document) -> None:
    at = document.text.index("storm")
    found = place(document, at, at + 5)
    assert where(found, document) == "cue 2 (00:00:03)"
    assert shown(found, document) == f"cue 2 (00:00:03), {found.line}:{found.column}"
    assert document.text.splitlines()[found.line - 1][found.column - 1 :].startswith("storm")


def test_a_pause_ends_a_speech_that_nobody_ended() -> None:
    cues = (("00:00:01", "00:00:02", "They went"), ("00:00:20", "00:00:22", "Nobody came"))
    assert [block.body.text for block in SubRip().read_text(srt(cues), "a.srt", "en").blocks] == [
        "They went",
        "Nobody came",
    ]


def test_a_number_is_shown_where_it_is_no_number_of_a_cue() -> None:
    cues = (("00:00:01", "00:00:02", "How many?"), ("00:00:03", "00:00:04", "84"), ("00:00:05", "00:00:06", "1"))
    texts = [block.body.text for block in SubRip().read_text(srt(cues), "a.srt", "en").blocks]
    assert texts == ["How many?", "84 1"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_and_blank_lines_between_lines_do_not_matter(ends: str) -> None:
    text = srt().replace("Who paid?\n", "Who paid?\n").replace("\n", ends)
    assert len(SubRip().read_text("\ufeff" + text, "a.srt", "en").landmarks) == 4


@pytest.mark.parametrize(("reader", "name"), [(SubRip(), "a.srt"), (WebVtt(), "a.vtt")])
def test_a_file_without_a_cue_is_one_clear_line(reader: SubRip | WebVtt, name: str) -> None:
    with pytest.raises(InputError, match=r"no cue in it; one begins with its times, such as 00:"):
        reader.read_text("WEBVTT\n\nNothing here.\n", name, "en")


@pytest.mark.parametrize("text", [srt(), vtt()], ids=["srt", "vtt"])
def test_subtitles_are_known_by_their_content(tmp_path: Path, text: str) -> None:
    (tmp_path / "film.txt").write_text(text)
    assert read_file(tmp_path / "film.txt", "en").landmarks
