"""Tags of a translator's file, where a file of cases cannot say it: the tags of XLIFF, and their places in the file."""

from pathlib import Path

import pytest

from toolkit.config.loading import load
from toolkit.run.check_files import lint

HEAD = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n<file original="a" source-language="it"'
    ' target-language="en" datatype="html"><body><trans-unit id="u">\n'
)


def found(folder: Path, source: str, target: str) -> list[tuple[str, str, str]]:
    path = folder / "a.xlf"
    text = f"{HEAD}<source>{source}</source>\n<target>{target}</target></trans-unit></body></file></xliff>"
    path.write_text(text, encoding="utf-8")
    rows = lint(path, None, load(None, ("it", "en"), engines=False)).findings
    return [
        (row["severity"], row["message"], text[row["start"] : row["end"]]) for row in rows if row["check"] == "tags"
    ]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        (
            'Il <g id="1">porto</g> è chiuso.',
            "The harbour is closed.",
            ("warning", "the tags <1> and </1> are lost", "The harbour is closed."),
        ),
        (
            'Ciao <x id="7"/>, entra.',
            "Hi, come in.",
            ("error", "the placeholder {7} is lost", "Hi, come in."),
        ),
        (
            "Il porto è chiuso.",
            'The harbour <x id="9"/> is closed.',
            ("error", "the placeholder {9} is not in the original", '<x id="9"/>'),
        ),
        (
            'Il <g id="1">porto</g> è <bpt id="2">[</bpt>chiuso<ept id="2">]</ept>.',
            'The <bpt id="2">[</bpt>harbour <g id="1">is<ept id="2">]</ept> closed</g>.',
            ("warning", "the tags <1> and <2> cross", "is"),
        ),
        (
            'Il <g id="1">porto</g> è chiuso.',
            'The <g id="1"></g>harbour is closed.',
            ("warning", "nothing stands between <1> and </1>", "harbour"),
        ),
        (
            'Il porto<x id="3" ctype="lb"/>è chiuso.',
            "The harbour is closed.",
            ("warning", "the tag <3/> is lost", "The harbour is closed."),
        ),
    ],
)
def test_a_lost_new_or_tangled_tag_is_found_once_at_its_place(
    source: str, target: str, wanted: tuple[str, str, str], tmp_path: Path
) -> None:
    assert found(tmp_path, source, target) == [wanted]


def test_tags_that_change_places_with_their_words_are_right(tmp_path: Path) -> None:
    source = 'Il <g id="1">porto</g> è <g id="2">chiuso</g> da <x id="3"/>.'
    target = 'By <x id="3"/> was <g id="2">closed</g> the <g id="1">harbour</g>.'
    assert found(tmp_path, source, target) == []


def test_a_tag_may_stand_in_another_sentence_of_its_unit(tmp_path: Path) -> None:
    source = 'Il porto è chiuso. Lo ha detto il <g id="1">sindaco</g> di Lodi ieri sera.'
    target = 'The <g id="1">mayor</g> of Lodi said so last night. The harbour is closed.'
    assert found(tmp_path, source, target) == []


def test_what_nobody_translated_has_no_lost_tags(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    units = (
        '<source>Ciao <x id="1"/>.</source></trans-unit><trans-unit id="v"><source>Sì.</source><target>Yes.</target>'
    )
    path.write_text(f"{HEAD}{units}</trans-unit></body></file></xliff>", encoding="utf-8")
    rows = lint(path, None, load(None, ("it", "en"), engines=False)).findings
    assert [row for row in rows if row["check"] == "tags"] == []
