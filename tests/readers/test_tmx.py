"""TMX: languages, what lacks one, inline tags, and files that cannot be read."""

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.readers.files.documents import read, read_both

UNIT = '<tu tuid="{0}"><tuv {lang}="it"><seg>Piove.</seg></tuv><tuv {lang}="en"><seg>It rains.</seg></tuv></tu>'
FIRST = UNIT.format(1, lang="xml:lang")


def written(folder: Path, units: str, header: str = '<header srclang="it"/>') -> Path:
    path = folder / "a.tmx"
    path.write_text(f'<tmx version="1.4">{header}<body>{units}</body></tmx>', encoding="utf-8")
    return path


def fault(path: Path, languages: tuple[str, str] = ("it", "en")) -> str:
    with pytest.raises(InputError) as error:
        read_both(path, *languages)
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(str(path))


def test_of_more_languages_the_two_that_are_asked_for_are_read(tmp_path: Path) -> None:
    unit = FIRST.replace("</tu>", '<tuv xml:lang="de-AT"><seg>Es regnet.</seg></tuv></tu>')
    both = read_both(written(tmp_path, unit), "de", "it")
    assert [side.blocks[0].body.text for side in (both.source, both.translation)] == ["Es regnet.", "Piove."]


def test_the_region_that_is_asked_for_comes_first(tmp_path: Path) -> None:
    unit = FIRST.replace("</tu>", '<tuv xml:lang="en-GB"><seg>It is raining.</seg></tuv></tu>')
    path = written(tmp_path, unit)
    assert read(path, "en-GB").blocks[0].body.text == "It is raining."
    assert read(path, "en").blocks[0].body.text == "It rains."


def test_the_attribute_of_older_versions_names_the_language_too(tmp_path: Path) -> None:
    assert len(read_both(written(tmp_path, UNIT.format(1, lang="lang")), "it", "en").units) == 1


def test_a_unit_without_one_of_the_languages_is_not_translated(tmp_path: Path) -> None:
    alone = '<tu><tuv xml:lang="it"><seg>Nevica.</seg></tuv><tuv xml:lang="fr"><seg>Il neige.</seg></tuv></tu>'
    none = '<tu><tuv xml:lang="fr"><seg>Il vente.</seg></tuv></tu>'
    both = read_both(written(tmp_path, FIRST + alone + none), "it", "en")
    assert [(unit.id, unit.state) for unit in both.units] == [("1", "translated"), ("2", "untranslated")]


@pytest.mark.parametrize(
    ("segment", "names"),
    [
        ('Un <bpt i="1" x="5">&lt;b></bpt>bel<ept i="1">&lt;/b></ept> porto', [(3, "<5>"), (6, "</5>")]),
        ('Un <bpt i="1">&lt;b></bpt>bel<ept i="1">&lt;/b></ept> porto', [(3, "<1>"), (6, "</1>")]),
        ('Un <it pos="begin" x="2">{</it>bel porto', [(3, "<2>")]),
        ('Ciao <ph x="3">%s</ph>, entra', [(5, "{3}")]),
        ('Via<ph x="3">&lt;br/&gt;</ph>Roma', [(4, "<3/>")]),
        ("Ciao <ph>[x  y]</ph>, entra", [(5, "{[x y]}")]),
        ('Un <hi type="b">bel</hi> porto', [(3, "<b>"), (6, "</b>")]),
        ('Un porto<ph x="1">{\\f <sub>Nota.</sub>}</ph>', [(8, "{1}")]),
    ],
)
def test_inline_elements_are_tags_and_native_code_is_no_text(
    segment: str, names: list[tuple[int, str]], tmp_path: Path
) -> None:
    both = read_both(written(tmp_path, FIRST.replace("Piove.", segment)), "it", "en")
    assert [(tag.at, tag.name) for tag in both.source.blocks[0].tags] == names


@pytest.mark.parametrize(
    ("units", "message"),
    [
        ("", ":1: no units in it"),
        ("\n<tu><tuv><seg>Piove.</seg></tuv></tu>", ":2:5: a <tuv> without xml:lang"),
        ('\n<tu><tuv xml:lang="it"></tuv></tu>', ":2:5: a <tuv> without <seg>"),
        (f"{FIRST}\n<tu>", ":2:7: not XML: mismatched tag; <tu> is not closed"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_with_its_place(units: str, message: str, tmp_path: Path) -> None:
    assert message in fault(written(tmp_path, units))


def test_a_language_that_is_not_there_is_named_beside_those_that_are(tmp_path: Path) -> None:
    message = fault(written(tmp_path, FIRST), ("it", "fr"))
    assert message == ":1: nothing in French (fr); its languages are: it, en; say which with --languages"
