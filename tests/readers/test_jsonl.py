"""JSON Lines: keys, languages, escapes, and lines that cannot be read."""

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.model import BilingualDocument
from toolkit.readers.files.documents import AS_THEY_COME, read, read_both

LINE = '{"id": "a", "source": "Piove.", "translation": "It rains."}\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "a.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def both(path: Path, languages: tuple[str, str] = ("it", "en")) -> BilingualDocument:
    return read_both(path, *languages)


def fault(path: Path) -> str:
    with pytest.raises(InputError) as error:
        both(path)
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(str(path))


def test_units_are_called_by_their_ids_or_their_lines(tmp_path: Path) -> None:
    read = both(written(tmp_path, LINE + "\n" + LINE.replace('"a"', "7") + LINE.replace('"id"', '"n"')))
    assert [unit.id for unit in read.units] == ["a", "7", "line 4"]


def test_escapes_lead_to_the_file(tmp_path: Path) -> None:
    text = LINE.replace("Piove.", 'Perch\\u00e9 \\"no\\"\\n\\ud83d\\ude00?')
    read = both(written(tmp_path, text))
    body = read.source.blocks[0].body
    assert body.text == 'Perché "no" 😀?'
    assert [read.source.text[slice(*body.place(at, at + 1))] for at in (5, 7, 11, 12)] == [
        *("\\u00e9", '\\"', "\\n", "\\ud83d\\ude00")
    ]


@pytest.mark.parametrize("keys", [("source", "target"), ("it", "en"), ("Italian", "English")])
def test_keys_may_be_called_otherwise(keys: tuple[str, str], tmp_path: Path) -> None:
    text = LINE.replace("source", keys[0]).replace("translation", keys[1])
    assert len(both(written(tmp_path, text)).units) == 1


def test_the_user_names_the_keys(tmp_path: Path) -> None:
    path = written(tmp_path, LINE.replace("source", "uno").replace("translation", "due"))
    assert ": 1 'id', 2 'uno', 3 'due'" in fault(path)
    readers = AS_THEY_COME.having("columns", {"source": "uno", "translation": "due"})
    assert len(read_both(path, "it", "en", readers).units) == 1


def test_what_is_null_is_not_translated_and_what_is_empty_lacks_everything(tmp_path: Path) -> None:
    null, empty = LINE.replace('"It rains."', "null"), LINE.replace("It rains.", "")
    assert [unit.state for unit in both(written(tmp_path, LINE + null + empty)).units] == [
        *("translated", "untranslated", "translated")
    ]


def test_lines_that_say_their_languages_are_held_to_them(tmp_path: Path) -> None:
    said = ', "source_language": "it", "translation_language": "en-GB"}'
    path = written(tmp_path, LINE.replace("}", said))
    assert [block.body.text for block in read(path, "it").blocks] == ["Piove."]
    assert [block.body.text for block in read(path, "en").blocks] == ["It rains."]
    assert len(both(path).units) == 1
    other = fault(written(tmp_path, LINE + LINE.replace("}", said.replace("en-GB", "fr"))))
    assert other.startswith(":2: from Italian (it) to French (fr)")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "b", "source": "Piove."}', ":2: 'translation' is missing"),
        ('{"id": "b", "source": 3, "translation": "x"}', ":2: 'source' is not text"),
        ('{"id": "b", "source": "Piove}', ":2:23: not JSON Lines: Unterminated string"),
        ('["a"]', ":2:1: not JSON Lines: not an object"),
        ('{"id": "b", "source": "\\ud83d", "translation": "x"}', ":2: 'source' holds half a character"),
        ("[" * 100_000, ":2:1: not JSON Lines: nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", ":2:1: not JSON Lines: a number of too many digits"),
    ],
)
def test_a_line_that_cannot_be_read_is_one_line_with_its_place(line: str, message: str, tmp_path: Path) -> None:
    assert fault(written(tmp_path, LINE + line)).startswith(message)
