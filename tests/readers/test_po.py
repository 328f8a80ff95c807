"""PO: what a message is, what is translated, plural forms, escapes, and files that cannot be read."""

from pathlib import Path

import pytest

from toolkit.config.loading import load
from toolkit.errors import InputError
from toolkit.model import BilingualDocument
from toolkit.readers.files.documents import read, read_both
from toolkit.run.check_files import lint

HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
FIRST = 'msgid "Piove."\nmsgstr "It rains."\n'


def written(folder: Path, messages: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path = folder / "a.po"
    path.write_bytes((head + messages).encode(encoding))
    return path


def pairs(both: BilingualDocument) -> list[tuple[str, str, str, str]]:
    found: list[tuple[str, str, str, str]] = []
    for unit in both.units:
        left = " ".join(block.body.text for block in both.source.blocks[slice(*unit.source)])
        right = " ".join(block.body.text for block in both.translation.blocks[slice(*unit.translation)])
        found.append((unit.id, left, right, unit.state))
    return found


def fault(path: Path, languages: tuple[str, str] = ("it", "en")) -> str:
    with pytest.raises(InputError) as error:
        read_both(path, *languages)
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(str(path))


def test_header_comments_obsolete_and_previous_texts_are_left_out(tmp_path: Path) -> None:
    messages = (
        '# Nota\n#. Al traduttore\n#: a.py:1\n#| msgid "Pioveva."\n'
        'msgctxt "meteo"\nmsgid ""\n"Pio"\n"ve."\nmsgstr "It "\n"rains."\n'
        '#~ msgid "Vecchio."\n#~ msgstr "Old."\n'
    )
    assert pairs(read_both(written(tmp_path, messages), "it", "en")) == [
        ("line 10", "Piove.", "It rains.", "translated")
    ]


def test_messages_need_no_blank_line_between_them(tmp_path: Path) -> None:
    both = read_both(written(tmp_path, FIRST + FIRST.replace("Piove", "Nevica") + "# fine"), "it", "en")
    assert [pair[1] for pair in pairs(both)] == ["Piove.", "Nevica."]


def test_what_is_fuzzy_or_empty_is_not_translated(tmp_path: Path) -> None:
    fuzzy = f"#, fuzzy, python-format\n{FIRST.replace('Piove', 'Tuona')}\n"
    empty = 'msgid "Nevica."\nmsgstr ""\n\n'
    both = read_both(written(tmp_path, fuzzy + empty + FIRST), "it", "en")
    assert [pair[2:] for pair in pairs(both)] == [
        ("", "untranslated"),
        ("", "untranslated"),
        ("It rains.", "translated"),
    ]


def test_each_plural_form_stands_against_its_number(tmp_path: Path) -> None:
    message = 'msgid "Un file"\nmsgid_plural "%d file"\nmsgstr[0] "One file"\nmsgstr[1] "%d files"\n'
    assert pairs(read_both(written(tmp_path, message), "it", "en")) == [
        ("line 6, msgstr[0]", "Un file", "One file", "translated"),
        ("line 6, msgstr[1]", "%d file", "%d files", "translated"),
    ]
    document = read(written(tmp_path, message + message.replace("msgid ", 'msgctxt "2"\nmsgid ')), "it")
    assert [block.body.text for block in document.blocks] == ["Un file", "%d file"] * 2


def test_a_form_that_is_for_more_than_one_number_may_have_the_figure(tmp_path: Path) -> None:
    message = (
        'msgid "Un file"\nmsgid_plural "%d file"\nmsgstr[0] "%d file"\nmsgstr[1] "%d files"\nmsgstr[2] "%d filez"\n'
    )
    assert [pair[1] for pair in pairs(read_both(written(tmp_path, message), "it", "en"))] == ["%d file"] * 3


def test_escapes_are_read_and_lead_back_to_the_file(tmp_path: Path) -> None:
    both = read_both(written(tmp_path, 'msgid "A \\"b\\"\\tc\\n"\n"d\\\\e \\x41\\101"\nmsgstr "It."\n'), "it", "en")
    body = both.source.blocks[0].body
    assert body.text == 'A "b" c d\\e AA'
    assert [both.source.text[slice(*body.place(at, at + 1))] for at in (2, 5, 9, 12, 13)] == [
        *('\\"', "\\t", "\\\\", "\\x41", "\\101")
    ]


def test_placeholders_are_tags_unless_the_message_says_that_it_has_none(tmp_path: Path) -> None:
    message = 'msgid "Il 5%% di %d file di %(name)s e {0}"\nmsgstr "It."\n'
    both = read_both(written(tmp_path, message + "\n#, no-c-format\n" + message.replace("Il", "Un")), "it", "en")
    assert [[tag.name for tag in block.tags] for block in both.source.blocks] == [["%d", "%(name)s", "{0}"], []]


def test_the_header_says_the_language_and_the_encoding(tmp_path: Path) -> None:
    head = HEAD.replace("UTF-8", "ISO-8859-1")
    path = written(tmp_path, FIRST.replace("Piove", "Perché"), head, "latin-1")
    assert read_both(path, "it", "en").source.blocks[0].body.text == "Perché."
    assert fault(path, ("it", "fr")) == (
        ":1: from Italian (it) to English (en), not from Italian (it) to French (fr); say so with: --languages it en"
    )


@pytest.mark.parametrize(
    ("messages", "message"),
    [
        ('msgid "Piove.\nmsgstr "It rains."\n', ":6:1: no line of a PO file"),
        ('msgid "Piove."\nmsgstr "It rains."\nmsgfoo "x"\n', ":8:1: not a keyword of PO files"),
        ('\n"Piove."\n', ":7:1: a text without a keyword"),
        ('msgid "Piove."\n\n', ":6:1: a message without a translation (msgstr)"),
        ('msgid "Piove."\nmsgid "Nevica."\nmsgstr "It."', ":7:1: a second msgid in one message"),
        ('msgstr "It rains."\n', ":6:1: a message without a text (msgid)"),
        (FIRST + FIRST, ":8:1: the same message as in line 6; leave one of them"),
        ("", ":1: no messages in it"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_with_its_place(messages: str, message: str, tmp_path: Path) -> None:
    assert message in fault(written(tmp_path, messages))


def test_a_template_of_which_nothing_is_translated_says_so(tmp_path: Path) -> None:
    message = "nothing in it is translated into 'en' yet (1 unit)"
    assert message in fault(written(tmp_path, 'msgid "Piove."\nmsgstr ""\n'))


def test_a_text_that_goes_on_in_another_line_of_the_file_is_not_broken_off(tmp_path: Path) -> None:
    texts = [
        f"The harbour was closed on {day}, for the wind had torn the roof off the old customs house at night."
        for day in DAYS
    ]
    long = "\n".join(f'msgid "Il porto è chiuso {at}."\nmsgstr "{text}"\n' for at, text in enumerate(texts))
    cut = texts[0].index("for")
    wrapped = f'msgid "Il porto è chiuso."\nmsgstr ""\n"{texts[0][:cut]}"\n"{texts[0][cut:]}"\n'
    checked = lint(written(tmp_path, f"{long}\n{wrapped}"), None, load(None, ("it", "en"), engines=False))
    assert [row for row in checked.findings if row["check"] == "hard-break"] == []
