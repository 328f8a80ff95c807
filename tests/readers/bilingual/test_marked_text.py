"""What is written in a unit: its clean text, its tags, and the way back over two steps of escapes."""

import pytest

from toolkit.readers.bilingual.marked_text import MarkedText


def marked(text: str) -> MarkedText:
    found = MarkedText(text)
    found.add(0, len(text))
    return found


@pytest.mark.parametrize(
    ("text", "clean", "names"),
    [
        ("Un <b>bel</b> porto", "Un bel porto", [(3, "<b>"), (6, "</b>")]),
        ("<p>Uno</p><p>Due</p>", "Uno Due", [(0, "<p>"), (3, "</p>"), (4, "<p>"), (7, "</p>")]),
        ("Uno<br>due<br/>tre", "Uno due tre", [(3, "<br/>"), (7, "<br/>")]),
        ('Un <img src="a.png" alt="x"/>porto', "Un porto", [(3, "<img/>")]),
        ("Un <!-- nota -->porto", "Un porto", []),
        ("mostra <file> se a < b", "mostra <file> se a < b", []),
        (
            "Hai %d file su %(disco)s, {nome}",
            "Hai %d file su %(disco)s, {nome}",
            [(4, "%d"), (15, "%(disco)s"), (26, "{nome}")],
        ),
        ("%s%s e %1$s", "%s%s e %1$s", [(0, "%s"), (2, "%s"), (7, "%1$s")]),
        ("al 100%, il 5%di sconto, foo%20dar, 20%% e {questo testo qui}", None, []),
        ("{n, plural, one {# file} other {# file}}", None, []),
        (
            "${prezzo} {{ utente.nome }} {0:.2f} {}",
            None,
            [(0, "${prezzo}"), (10, "{{ utente.nome }}"), (28, "{0:.2f}"), (36, "{}")],
        ),
    ],
)
def test_html_and_placeholders_are_tags_and_nothing_else_is(
    text: str, clean: str | None, names: list[tuple[int, str]]
) -> None:
    body, tags = marked(text).body()
    assert body.text == (text if clean is None else clean)
    assert [(tag.at, tag.name) for tag in tags] == names


def test_a_tag_of_the_file_that_is_shown_is_one_tag() -> None:
    found = MarkedText("Ciao @@, entra")
    found.add(0, 5)
    found.tag(5, 7, "{1}")
    found.add(7, 14)
    body, tags = found.body()
    assert (body.text, [tuple(tag) for tag in tags]) == ("Ciao {1}, entra", [(5, "{1}")])
    assert body.place(6, 7) == (5, 7)


def test_a_letter_and_its_accent_that_are_escaped_apart_are_one_character_at_one_place() -> None:
    text = "Caffe&#x301; &amp;egrave; qui"
    found = MarkedText(text)
    for piece in ((0, 5), (5, 12, "\u0301"), (12, 13), (13, 18, "&"), (18, len(text))):
        found.add(*piece)
    body, _ = found.body()
    assert body.text == "Caffé è qui"
    assert [text[slice(*body.place(at, at + 1))] for at in (4, 6)] == ["e&#x301;", "&amp;egrave;"]
    assert text[slice(*body.cut(6, 11).place(0, 5))] == "&amp;egrave; qui"


def test_what_is_blank_has_no_text_but_a_place() -> None:
    found = MarkedText("  <b> </b>")
    found.add(0, 10)
    assert not found.is_blank
    assert found.body()[0].text == ""
    assert MarkedText("x").is_blank
