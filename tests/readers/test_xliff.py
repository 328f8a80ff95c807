"""XLIFF: which units are checked, segments, languages, inline tags, and files that cannot be read."""

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.model import BilingualDocument, GivenUnit
from toolkit.readers.files.documents import read, read_both

HEAD = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
FILE = '<file original="a.html" source-language="it" target-language="en" datatype="html">'
TWO = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="it" trgLang="en">'
FIRST = '<trans-unit id="0"><source>Piove.</source><target>It rains.</target></trans-unit>'


def written(folder: Path, text: str, name: str = "a.xlf") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def one_file(folder: Path, units: str, head: str = HEAD + FILE) -> Path:
    return written(folder, f"{head}<body>{units}</body></file></xliff>")


def both(path: Path) -> BilingualDocument:
    return read_both(path, "it", "en")


def texts(read: BilingualDocument, unit: GivenUnit) -> tuple[str, str]:
    sides = (read.source, unit.source), (read.translation, unit.translation)
    left, right = (" ".join(block.body.text for block in side.blocks[slice(*numbers)]) for side, numbers in sides)
    return left, right


def tags(folder: Path, source: str, target: str = "Yes.") -> list[tuple[int, str]]:
    unit = f'<trans-unit id="1"><source>{source}</source><target>{target}</target></trans-unit>'
    return [(tag.at, tag.name) for tag in both(one_file(folder, unit)).source.blocks[0].tags]


def fault(path: Path) -> str:
    with pytest.raises(InputError) as error:
        both(path)
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(str(path))


@pytest.mark.parametrize(
    ("attributes", "target", "state"),
    [
        ("", "<target>It is.</target>", "translated"),
        ("", '<target state="needs-review-translation">It is.</target>', "translated"),
        ("", '<target state="final">It is.</target>', "translated"),
        ("", '<target state="signed-off"/>', "translated"),
        ("", "", "untranslated"),
        ("", "<target/>", "untranslated"),
        ("", "<target> </target>", "untranslated"),
        ("", '<target state="new">È.</target>', "untranslated"),
        ("", '<target state="needs-translation">È.</target>', "untranslated"),
        (' translate="no"', "<target>È.</target>", "locked"),
        (' translate="yes"', "<target>It is.</target>", "translated"),
    ],
)
def test_the_state_of_a_unit_is_what_the_file_says(attributes: str, target: str, state: str, tmp_path: Path) -> None:
    unit = f'<trans-unit id="1"{attributes}><source>È.</source>{target}</trans-unit>'
    read = both(one_file(tmp_path, FIRST + unit))
    assert read.units[1].state == state
    assert texts(read, read.units[1]) == ("È.", "It is." if state == "translated" and "It" in target else "")


@pytest.mark.parametrize(
    ("state", "wanted"), [("initial", "untranslated"), ("translated", "translated"), ("final", "translated")]
)
def test_the_states_of_version_2(state: str, wanted: str, tmp_path: Path) -> None:
    units = (
        '<unit id="u"><segment id="s1"><source>Piove.</source><target>It rains.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        f'<segment id="s2" state="{state}"><source>Nevica.</source><target>It snows.</target></segment></unit>'
        '<group id="g" translate="no"><unit id="v"><segment><source>Codice</source></segment></unit></group>'
    )
    read = both(written(tmp_path, f'{TWO}<file id="f">{units}</file></xliff>'))
    assert [(unit.id, unit.state) for unit in read.units] == [("u/s1", "translated"), ("u/s2", wanted), ("v", "locked")]


def test_translate_no_of_a_group_holds_for_its_units_until_one_says_otherwise(tmp_path: Path) -> None:
    unit = '<trans-unit id="{0}"{1}><source>È.</source><target>It is.</target></trans-unit>'
    units = unit.format(1, "") + unit.format(2, ' translate="yes"')
    read = both(one_file(tmp_path, f'{FIRST}<group translate="no">{units}</group>{unit.format(3, "")}'))
    assert [unit.state for unit in read.units] == ["translated", "locked", "translated", "translated"]


def test_notes_proposals_and_the_skeleton_are_no_text(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="1"><source>Piove.</source><target>It rains.</target><note>Nota.</note>'
        "<alt-trans><source>Pioveva.</source><target>It rained.</target></alt-trans></trans-unit>"
    )
    head = HEAD + FILE + "<header><skl><internal-file>Scheletro.</internal-file></skl><note>Testa.</note></header>"
    read = both(one_file(tmp_path, unit, head))
    assert [texts(read, unit) for unit in read.units] == [("Piove.", "It rains.")]
    matches = (
        '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1"><source>No.</source>'
        "<target>Not.</target></mtc:match></mtc:matches>"
    )
    segment = "<segment><source>Piove.</source><target>It rains.</target></segment>"
    data = '<originalData><data id="d">codice</data></originalData>'
    two = both(written(tmp_path, f'{TWO}<file id="f"><unit id="1">{matches}{data}{segment}</unit></file></xliff>'))
    assert [texts(two, unit) for unit in two.units] == [("Piove.", "It rains.")]


def test_segments_are_units_matched_by_their_numbers(tmp_path: Path) -> None:
    def seg(*texts: tuple[str, str]) -> str:
        return " ".join(f'<mrk mtype="seg" mid="{number}">{text}</mrk>' for number, text in texts)

    source = seg(("1", "Piove."), ("2", "Nevica."), ("3", "Su."))
    unit = (
        f'<trans-unit id="7"><source>A. B. C.</source><seg-source>{source}'
        f"</seg-source><target>{seg(('2', 'It snows.'), ('1', 'It rains.'), ('4', 'More.'))}</target></trans-unit>"
    )
    read = both(one_file(tmp_path, unit))
    assert {unit.id: (*texts(read, unit), unit.state) for unit in read.units} == {
        "7/1": ("Piove.", "It rains.", "translated"),
        "7/2": ("Nevica.", "It snows.", "translated"),
        "7/3": ("Su.", "", "untranslated"),
        "7/4": ("", "More.", "translated"),
    }


def test_a_translation_that_is_not_all_in_segments_is_one_unit(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="7"><source>Piove. Nevica.</source><seg-source><mrk mtype="seg" mid="1">Piove.</mrk>'
        ' <mrk mtype="seg" mid="2">Nevica.</mrk></seg-source><target>It rains. <mrk mtype="seg" mid="2">It snows.</mrk>'
        "</target></trans-unit>"
    )
    read = both(one_file(tmp_path, unit))
    assert [(unit.id, *texts(read, unit)) for unit in read.units] == [("7", "Piove. Nevica.", "It rains. It snows.")]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('Un <g id="1">bel</g> porto', [(3, "<1>"), (6, "</1>")]),
        ('Un <bx id="8" rid="1"/>bel<ex id="9" rid="1"/> porto', [(3, "<1>"), (6, "</1>")]),
        ('Un <bpt id="1">&lt;b&gt;</bpt>bel<ept id="1">&lt;/b&gt;</ept> porto', [(3, "<1>"), (6, "</1>")]),
        ('Un <it id="4" pos="open">[b]</it>bel porto', [(3, "<4>")]),
        ('Ciao <x id="2"/>, entra', [(5, "{2}")]),
        ('Ciao <ph id="2">%s</ph>, entra', [(5, "{2}")]),
        ('Via Roma<x id="2" ctype="lb"/>Torino', [(9, "<2/>")]),
        ('Un <mrk mtype="term">porto</mrk>', []),
    ],
)
def test_inline_elements_are_tags_and_native_code_is_no_text(
    source: str, names: list[tuple[int, str]], tmp_path: Path
) -> None:
    assert tags(tmp_path, source) == names


def test_inline_elements_of_version_2(tmp_path: Path) -> None:
    source = (
        'Un <pc id="1">bel</pc> <sc id="2"/>porto<ec startRef="2"/> di <ph id="3" disp="%s"/> e <cp hex="0001"/>'
        '<mrk id="m" type="comment">oltre</mrk>.'
    )
    unit = f'<unit id="1"><segment><source>{source}</source><target>Yes.</target></segment></unit>'
    read = both(written(tmp_path, f'{TWO}<file id="f">{unit}</file></xliff>'))
    (block,) = read.source.blocks
    assert block.body.text == "Un bel porto di {3} e oltre."
    assert [tag.name for tag in block.tags] == ["<1>", "</1>", "<2>", "</2>", "{3}"]


def test_a_placeholder_between_spaces_is_shown_and_one_at_a_word_is_not(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="1"><source>Ciao <x id="1"/>, entra<x id="2"/>!</source><target>Hi <x id="1"/>, come in'
        '<x id="2"/>!</target></trans-unit>'
    )
    path = one_file(tmp_path, unit)
    read = both(path)
    assert texts(read, read.units[0]) == ("Ciao {1}, entra!", "Hi {1}, come in!")
    body = read.source.blocks[0].body
    assert read.source.text[slice(*body.place(5, 8))] == '<x id="1"/>'


def test_html_in_a_unit_is_markup_and_no_text(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="1"><source><![CDATA[<p>Un <b>bel</b> porto &egrave; qui</p>]]></source>'
        "<target>&lt;p&gt;A &lt;b&gt;fine&lt;/b&gt; harbour&lt;/p&gt;</target></trans-unit>"
    )
    read = both(one_file(tmp_path, unit))
    assert texts(read, read.units[0]) == ("Un bel porto è qui", "A fine harbour")
    assert [tag.name for tag in read.source.blocks[0].tags] == ["<p>", "<b>", "</b>", "</p>"]


def test_several_files_keep_their_ids_apart(tmp_path: Path) -> None:
    second = FILE.replace("a.html", "b.html")
    path = written(tmp_path, f"{HEAD}{FILE}<body>{FIRST}</body></file>{second}<body>{FIRST}</body></file></xliff>")
    assert [unit.id for unit in both(path).units] == ["a.html/0", "b.html/0"]


def test_regions_do_not_matter_and_other_languages_are_named_with_what_to_type(tmp_path: Path) -> None:
    head = HEAD + FILE.replace('"it"', '"it-CH"').replace('"en"', '"EN_us"')
    assert len(both(one_file(tmp_path, FIRST, head)).units) == 1
    path = one_file(tmp_path, FIRST, HEAD + FILE.replace('"en"', '"pt-BR"'))
    assert "from Italian (it) to Portuguese (pt-BR)" in fault(path)
    assert fault(path).endswith("--languages it pt")
    assert len(read_both(path, "it", "pt").units) == 1


def test_a_file_without_a_language_of_the_translation_is_read(tmp_path: Path) -> None:
    path = one_file(tmp_path, FIRST, HEAD + FILE.replace(' target-language="en"', ""))
    assert len(both(path).units) == 1
    assert [block.body.text for block in read(path, "en").blocks] == ["It rains."]


def test_a_file_of_which_nothing_is_translated_says_so(tmp_path: Path) -> None:
    unit = '<trans-unit id="1"><source>Piove.</source></trans-unit>'
    assert "nothing in it is translated into 'en' yet (1 unit)" in fault(one_file(tmp_path, unit))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<resources/>", ":1:1: the root element is <resources>, not <xliff>"),
        (f"{HEAD}\n{FILE}<body>\n <trans-unit id='1'>", ":3:21: not XML: no element found; <trans-unit> is not closed"),
        (f"{HEAD}\n<file></xliff>", ":2:9: not XML: mismatched tag; <file> is not closed"),
        (f"{HEAD}</xliff>", ":1: no units in it"),
        (
            f"{HEAD}{FILE}<body>\n{FIRST}\n{FIRST}</body></file></xliff>",
            ":3:1: the id '0' is there twice, first in line 2",
        ),
        (f"{HEAD}{FILE}<body>\n<trans-unit id='1'/></body></file></xliff>", ":2:1: the unit '1' has no <source>"),
        ('<!DOCTYPE x [<!ENTITY a "aa">]>\n<xliff/>', ":1:25: XML entities are not read"),
        (f'<!DOCTYPE x SYSTEM "x.dtd">\n{HEAD}&bomb;</xliff>', ":2:68: XML entities are not read"),
        (HEAD + "<a>" * 300, "elements are nested more than 200 deep"),
        (f"{HEAD}\nCaff&eacute;</xliff>", ":2:5: not XML: undefined entity; write the character that it stands for"),
        ("Testo semplice.", ":1:1: not XML: syntax error"),
        (f"{HEAD}<mq:x/></xliff>", ":1:68: not XML: unbound prefix"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    assert message in fault(written(tmp_path, text))


def test_a_bomb_of_entities_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    path = written(tmp_path, f"<!DOCTYPE xliff [{entities}]>\n{HEAD}&a9;</xliff>")
    assert "XML entities are not read" in fault(path)


def test_a_long_line_is_no_fault(tmp_path: Path) -> None:
    units = "".join(
        f'<trans-unit id="{n}"><source>Piove a {n}.</source><target>It rains in {n}.</target></trans-unit>'
        for n in range(15_000)
    )
    path = one_file(tmp_path, units)
    assert path.stat().st_size > 1_200_000
    assert len(both(path).units) == 15_000


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_a_declared_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    declared = encoding.removesuffix("-sig")
    unit = FIRST.replace("Piove", "Perché")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n{HEAD}{FILE}<body>{unit}</body></file></xliff>'
    path = tmp_path / "a.xlf"
    path.write_bytes(text.encode(encoding))
    read = both(path)
    assert read.source.blocks[0].body.text == "Perché."
    assert read.source.text.removeprefix("\ufeff") == text


def test_bytes_of_another_encoding_than_declared_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(f"{HEAD}{FILE}<body>\n{FIRST}".replace("Piove", "Perché").encode("latin-1"))
    assert fault(path).startswith(":2: not UTF-8 (byte 0xe9")
    path.write_bytes(f'<?xml version="1.0" encoding="klingon"?>{HEAD}</xliff>'.encode())
    assert "the encoding 'klingon' is unknown; save the file as UTF-8" in fault(path)
