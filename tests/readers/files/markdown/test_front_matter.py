"""Front matter: the values that a reader of the page sees, whatever the notation, with their places."""

import pytest

from toolkit.readers.files.folding import fold
from toolkit.readers.files.markdown.front_matter import front_matter


def read(text: str) -> list[tuple[str | None, str]]:
    _, values = front_matter(text)
    return [(value.kind, fold(text, value.pieces).text) for value in values]


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("title: The old port\nauthor: Ada Corvi\n", [("heading", "The old port")]),
        ("title: The port: a story\ndate: 2024-05-01\n", [("heading", "The port: a story")]),
        ("title: 'The captain''s boat' # draft\n", [("heading", "The captain’s boat".replace("’", "'"))]),
        ('title: "The \\"old\\"\\tport \\u2013 shut"\n', [("heading", 'The "old" port – shut')]),
        ("summary: >-\n  It is\n  shut.\ntags: [a, b]\n", [(None, "It is shut.")]),
        ("description: |\n  It is\n\n  shut.\n", [(None, "It is shut.")]),
        ("cover:\n  image: a.jpg\n  alt: The pier\n  caption: In May\n", [(None, "The pier"), (None, "In May")]),
        ("images:\n- {src: a, alt: One}\n- {src: b, alt: Two}\n", [(None, "One"), (None, "Two")]),
        ("Sub-Title: In May\nseo_title: Port\n", [("heading", "In May"), ("heading", "Port")]),
        ("titolo: Il porto\ncatenaccio: È chiuso.\n", [("heading", "Il porto"), (None, "È chiuso.")]),
        ("title:\nsummary: ~\ndraft: true\n", []),
        ("a: &x {title: One}\nb: *x\nc: [*x, *x]\n", [("heading", "One")]),
        ("title: [unclosed\nsummary: It is shut.\n", [("heading", "[unclosed"), (None, "It is shut.")]),
    ],
)
def test_yaml_is_read_key_by_key(matter: str, expected: list[tuple[str | None, str]]) -> None:
    assert read(f"---\n{matter}---\nText.") == expected
    assert read(f"\ufeff---\n{matter}---\nText.".replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ('title = "The \\"old\\" port"\nweight = 3\n', [("heading", 'The "old" port')]),
        ('[cover]\nalt = \'The pier\'\nsummary = """\nIt is\nshut."""\n', [(None, "The pier"), (None, "It is shut.")]),
    ],
)
def test_toml_is_read(matter: str, expected: list[tuple[str | None, str]]) -> None:
    assert read(f"+++\n{matter}+++\nText.") == expected


def test_json_is_read() -> None:
    assert read('{\n  "title": "The port",\n  "draft": true\n}\n\nText.') == [("heading", "The port")]
    assert front_matter("{ no: front matter }\n\nText.") == (0, [])


def test_values_know_their_place() -> None:
    text = '---\ntitle: "The old port"\nsummary: >\n  It is\n  shut.\n---\nText.'
    end, values = front_matter(text)
    assert text[end:] == "Text."
    for value, word in zip(values, ("old", "shut."), strict=True):
        body = fold(text, value.pieces)
        at = body.text.index(word)
        start, stop = body.place(at, at + len(word))
        assert text[start:stop] == word
