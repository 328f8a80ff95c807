"""Comments of documents, and the words that they stand at, as other programs see them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def quick_word_comments(content: bytes) -> list[tuple[str, str]]:
    """Return the same without python-docx, which takes its time."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        parts = {name: etree.fromstring(zipped.read(f"word/{name}.xml")) for name in ("document", "comments")}
    said = {
        int(comment.get(f"{_W}id")): "\n".join("".join(one.itertext()) for one in comment.iter(f"{_W}p"))
        for comment in parts["comments"]
    }
    return _with_words(parts["document"], said)


def word_comments(content: str | bytes | Path) -> list[tuple[str, str]]:
    """Return the words of each comment and what it says, as python-docx finds it, in the order of their ids."""
    given = content.read_bytes() if isinstance(content, Path) else content
    assert isinstance(given, bytes)
    document = docx.Document(io.BytesIO(given))
    said = {comment.comment_id: comment.text for comment in document.comments}
    return _with_words(document.element.body, said)


def _with_words(body: Any, said: dict[int, str]) -> list[tuple[str, str]]:
    opened: set[int] = set()
    words = dict.fromkeys(said, "")
    referred = set()
    for element in body.iter():
        number = int(element.get(f"{_W}id", "-1")) if element.tag.startswith(f"{_W}comment") else -1
        if element.tag == f"{_W}commentRangeStart":
            opened.add(number)
        elif element.tag == f"{_W}commentRangeEnd":
            opened.remove(number)
        elif element.tag == f"{_W}commentReference":
            referred.add(number)
        elif element.tag == f"{_W}t":
            for one in opened:
                words[one] += element.text or ""
    assert not opened
    assert referred == set(said)
    return [(words[number], text) for number, text in sorted(said.items())]


def odt_comments(content: str | bytes | Path) -> list[tuple[str, str]]:
    """Return the words of each annotation and what it says, in the order of the text."""
    given = content.read_bytes() if isinstance(content, Path) else content
    assert isinstance(given, bytes)
    with zipfile.ZipFile(io.BytesIO(given)) as zipped:
        assert zipped.namelist()[0] == "mimetype"
        assert zipped.testzip() is None
        root = etree.fromstring(zipped.read("content.xml"))
    words: dict[str, str] = {}
    said: dict[str, str] = {}
    opened: list[str] = []

    def walk(element: Any) -> None:
        name = element.get(f"{_OFFICE}name", "")
        if element.tag == f"{_OFFICE}annotation":
            said[name] = "\n".join("".join(one.itertext()) for one in element.iter(f"{_TEXT}p"))
            words[name] = ""
            opened.append(name)
            return
        if element.tag == f"{_OFFICE}annotation-end":
            opened.remove(name)
        for name_open in opened:
            words[name_open] += element.text or ""
        for inner in element:
            walk(inner)
            for name_open in opened:
                words[name_open] += inner.tail or ""

    walk(root)
    ended = {one.get(f"{_OFFICE}name") for one in root.iter(f"{_OFFICE}annotation-end")}
    return [(words[name] if name in ended else "", text) for name, text in said.items()]
