"""Alignments in every format, and back."""

import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.aligners.bitext.vecalign import read_vecalign
from toolkit.aligners.bitext.formats import FORMATS, render, tmx, tsv, vecalign
from toolkit.errors import InputError
from toolkit.model import Bead, Bitext, BitextSide, Mapped, Sentence

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def text(path: str, language: str, *lines: str) -> BitextSide:
    return BitextSide(
        path, language, tuple(Sentence(Mapped(line, 10 * number, 10 * number + 5)) for number, line in enumerate(lines))
    )


BEADS = (
    Bead((0, 1), (0, 2), confidence=0.98),
    Bead((1, 2), (2, 2), confidence=0.95),
    Bead((2, 2), (2, 3), confidence=0.4),
    Bead((2, 3), (3, 4), confidence=0.61),
)
BITEXT = Bitext(
    text("a.it.txt", "it", "Uno & due.", "Solo qui.", "Fine\tqui."),
    text("a.en.txt", "en", "One.", "<b>Two</b>.", "Only here.", "The end\x0b."),
    BEADS,
)


def test_vecalign_is_one_line_a_bead() -> None:
    assert vecalign(BITEXT) == "[0]:[0,1]\n[1]:[]\n[]:[2]\n[2]:[3]\n"


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=20))
def test_vecalign_comes_back_as_it_went(sizes: list[tuple[int, int]]) -> None:
    beads, left, right = [], 0, 0
    for rows, columns in sizes:
        beads.append(Bead((left, left + rows), (right, right + columns)))
        left, right = left + rows, right + columns
    bitext = Bitext(text("a", "it"), text("b", "en"), tuple(beads))
    assert read_vecalign(vecalign(bitext), "a.txt") == beads


def test_scores_spaces_and_blank_lines_are_read_over() -> None:
    assert read_vecalign("[0] : [0, 1]:0.25\n\n[]:[2]:1.0\n", "a") == [Bead((0, 1), (0, 2)), Bead((1, 1), (2, 3))]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[0]:[0]\n0-0\n", r"a\.txt:2: not a bead such as \[0\]:\[0,1\]: '0-0'"),
        ("[0]:[0]\n[0]:[1]\n", r"a\.txt:2: sentence 1 was to come next on the left, not 0"),
        ("[0]:[0]\n[1]:[2]\n", r"a\.txt:2: sentence 1 was to come next on the right, not 2"),
        ("[0,2]:[0]\n", r"a\.txt:1: "),
    ],
)
def test_a_wrong_line_is_named(content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_vecalign(content, "a.txt")


def test_a_table_keeps_its_columns_whatever_the_text_holds() -> None:
    rows = [line.split("\t") for line in tsv(BITEXT).splitlines()]
    assert {len(row) for row in rows} == {5}
    assert rows[1] == ["0", "0,1", "0.9800", "Uno & due.", "One. <b>Two</b>."]
    assert rows[2] == ["1", "", "0.9500", "Solo qui.", ""]


def test_a_translation_memory_is_tmx_1_4() -> None:
    """What the DTD asks for: the attributes of the header, and units with a segment in each language."""
    memory = tmx(BITEXT)
    assert memory.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    root = ET.fromstring(memory.encode())  # noqa: S314 - written a line ago
    assert (root.tag, root.attrib) == ("tmx", {"version": "1.4"})
    assert [child.tag for child in root] == ["header", "body"]
    needed = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert set(root[0].attrib) == needed
    assert root[0].attrib["segtype"] in {"block", "paragraph", "sentence", "phrase"}
    assert [[child.tag for child in unit] for unit in root[1]] == [["prop", "tuv", "tuv"]] * 2
    variants = [[(tuv.attrib[XML_LANGUAGE], tuv.findtext("seg")) for tuv in unit.findall("tuv")] for unit in root[1]]
    assert variants[0] == [("it", "Uno & due."), ("en", "One. <b>Two</b>.")]
    assert variants[1][1] == ("en", "The end\ufffd.")


def test_json_holds_sentences_with_their_places_and_beads_as_numbers() -> None:
    data = json.loads(render(BITEXT, "json"))
    assert data["left"]["sentences"][1] == {"text": "Solo qui.", "start": 10, "end": 15}
    assert data["beads"][0] == {"left": [0], "right": [0, 1], "confidence": 0.98}
    assert data["beads"][2] == {"left": [], "right": [2], "confidence": 0.4}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_its_last_line(form: str) -> None:
    assert render(BITEXT, form).endswith("\n")
    assert render(Bitext(text("a", "it"), text("b", "en"), ()), form) is not None
