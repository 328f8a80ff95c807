"""Edits written back into files of every kind, and nothing else in them changed."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.readers.office_files import odt_of
from toolkit.errors import InputError
from toolkit.model import LanguagePair
from toolkit.readers.files.documents import holds_both, read, read_both
from toolkit.readers.splitting.sentences import split
from toolkit.run.rewriting.edits import Edit
from toolkit.run.rewriting.rewrite import Rewritten, reviewed_name, rewritten, write_atomic

PAIR = LanguagePair("it", "en")
HOSTILE = 'a <cat> & "dog", *and* \\n'


def edited(path: Path, old: str, new: str) -> Rewritten:
    document = read_both(path, *("it", "en")).translation if holds_both(path) else read(path, "en")
    sentence = next(one for one in split(document) if old in one.text)
    return rewritten(path, [Edit(((sentence.body.start, sentence.text),), sentence.text.replace(old, new))], PAIR)


TEXTS = {
    "a.txt": (
        "The fox jumps over\nthe dog. It sleeps.\n",
        "over the dog",
        "past dogs",
        "The fox jumps past\ndogs. It sleeps.\n",
    ),
    "crlf.txt": ("\ufeffThe fox jumps.\r\nIt sleeps.\r\n", "fox", "cat", "\ufeffThe cat jumps.\r\nIt sleeps.\r\n"),
    "a.md": (
        "# A title\n\nThe **big red** fox [jumps](http://x.example) over it.\n",
        "big red fox jumps",
        "small *cat* it leaps",
        "# A title\n\nThe **small \\*cat\\*** it [leaps](http://x.example) over it.\n",
    ),
    "a.html": (
        "<html><article><p>The <b>red</b> fox &amp; the dog sleep in the town today as it rains.</p></article></html>",
        "fox & the",
        "cat < my",
        "<html><article><p>The <b>red</b> cat &lt; my dog sleep in the town today as it rains.</p></article></html>",
    ),
    "a.srt": (
        "1\n00:00:01,000 --> 00:00:03,000\nThe fox jumps over\n<i>the dog</i> today.\n",
        "fox",
        "cat & mouse",
        "1\n00:00:01,000 --> 00:00:03,000\nThe cat & mouse jumps over\n<i>the dog</i> today.\n",
    ),
    "a.xliff": (
        '<xliff version="1.2"><file source-language="it" target-language="en" original="a"><body><trans-unit id="1">'
        "<source>La volpe salta.</source><target>The <g>fox</g> jumps.</target></trans-unit></body></file></xliff>",
        "fox",
        "cat & <dog>",
        '<xliff version="1.2"><file source-language="it" target-language="en" original="a"><body><trans-unit id="1">'
        "<source>La volpe salta.</source><target>The <g>cat &amp; &lt;dog&gt;</g> jumps.</target>"
        "</trans-unit></body></file></xliff>",
    ),
    "a.po": (
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "La volpe salta."\nmsgstr "The fox jumps."\n',
        "fox",
        'cat "x"',
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "La volpe salta."\nmsgstr "The cat \\"x\\" jumps."\n',
    ),
    "a.csv": (
        'source,translation\nLa volpe salta oggi.,The fox jumps today.\nIl cane dorme.,"The dog, it sleeps."\n',
        "dog",
        'cat "x"',
        'source,translation\nLa volpe salta oggi.,The fox jumps today.\nIl cane dorme.,"The cat ""x"", it sleeps."\n',
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_keeps_all_but_the_words_that_change(name: str, tmp_path: Path) -> None:
    before, old, new, after = TEXTS[name]
    path = tmp_path / name
    path.write_bytes(before.encode())
    found = edited(path, old, new)
    assert (found.data.decode(), found.suffix, found.note) == (after, path.suffix, "")
    assert path.read_bytes() == before.encode()


def docx(path: Path) -> None:
    import docx as library

    document = library.Document()
    paragraph = document.add_paragraph("The ")
    paragraph.add_run("big red").bold = True
    paragraph.add_run(" fox jumps. It sleeps. It sleeps.")
    document.add_paragraph("It sleeps.")
    document.save(str(path))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", docx),
        ("a.odt", lambda path: odt_of(path, [("The big red fox jumps. It sleeps.", False), ("End here.", True)])),
    ],
)
def test_an_office_file_keeps_its_layout_and_takes_any_words(
    name: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / name
    make(path)
    found = edited(path, "red fox", HOSTILE.replace("\\n", "x"))
    assert (found.suffix, found.note) == (path.suffix, "")
    new = tmp_path / f"new{path.suffix}"
    new.write_bytes(found.data)
    assert split(read(new, "en"))[0].text == f"The big {HOSTILE.replace(chr(92) + 'n', 'x')} jumps."
    with ZipFile(path) as old, ZipFile(new) as made:
        assert old.namelist() == made.namelist()
        parts = [one for one in old.namelist() if one not in ("word/document.xml", "content.xml")]
        assert all(old.read(one) == made.read(one) for one in parts)
        if path.suffix == ".docx":
            assert b"<w:b/>" in made.read("word/document.xml")


def test_of_equal_sentences_the_one_that_is_meant_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx(path)
    sentences = split(read(path, "en"))
    last = sentences[-1]
    found = rewritten(path, [Edit(((last.body.start, last.text),), "It woke.")], PAIR)
    (tmp_path / "b.docx").write_bytes(found.data)
    assert [one.text for one in split(read(tmp_path / "b.docx", "en"))][1:] == ["It sleeps.", "It sleeps.", "It woke."]


def test_what_cannot_be_written_back_becomes_a_text_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1\ansi The fox jumps over the dog.\par It sleeps all day long.\par}")
    found = edited(path, "fox", "cat")
    assert (found.data.decode(), found.suffix) == ("The cat jumps over the dog.\n\nIt sleeps all day long.\n", ".txt")
    assert found.note.startswith("files of the kind .rtf are not written back")


def test_a_file_that_is_another_by_now_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The fox jumps.\n")
    with pytest.raises(InputError, match="changed since it was checked"):
        rewritten(path, [Edit(((0, "The dog jumps."),), "The cat jumps.")], PAIR)


def test_a_reviewed_file_is_never_the_original_nor_a_file_of_others(tmp_path: Path) -> None:
    path = tmp_path / "a.en.docx"
    first = reviewed_name(path, ".docx", lambda _: False)
    assert first.name == "a.en.reviewed.docx"
    write_atomic(first, b"theirs")
    assert reviewed_name(path, ".docx", lambda _: False).name == "a.en.reviewed-2.docx"
    assert reviewed_name(path, ".docx", lambda place: place == first) == first
    assert reviewed_name(first, ".docx", lambda _: True).name == "a.en.reviewed-2.docx"
    assert [one.name for one in tmp_path.iterdir()] == ["a.en.reviewed.docx"]
