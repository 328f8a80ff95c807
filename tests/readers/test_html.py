"""Pages: the article and what is in it, block by block, at its place in the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Document
from toolkit.readers.files import html_page
from toolkit.readers.html import Html

STORY = "The council of Vell has closed the harbour office, and nobody knows when it will be open again."
SECOND = "The clerks carried the ledgers to a van, which Mr. Oakes had hired on the Tuesday before for forty euros."


def read(text: str, language: str = "en", *, whole: bool = False) -> Document:
    return Html(whole=whole).read_text(text, "page.html", language)


def bodies(text: str, language: str = "en", *, whole: bool = False) -> list[str]:
    return [block.body.text for block in read(text, language, whole=whole).blocks]


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>Vell today</title></head><body>{body}</body></html>"


def test_a_page_gives_its_article_and_says_how_much_it_left_out() -> None:
    text = page(
        f"<nav><a href=/>Home</a></nav><article><h1>Office closed</h1><p>{STORY}</p><aside>Read also: boats</aside>"
        f"</article><footer>Imprint</footer>"
    )
    document = read(text)
    assert [(block.kind, block.body.text) for block in document.blocks] == [
        ("heading", "Office closed"),
        ("paragraph", STORY),
    ]
    assert document.notes == ("left out as no part of the article: 4 pieces of the page; --whole-page reads them",)


def test_the_whole_page_is_read_where_that_is_wanted() -> None:
    text = page(f"<nav><a href=/>Home</a></nav><main><p>{STORY}</p></main>")
    assert bodies(text, whole=True) == ["Vell today", "Home", STORY]
    assert read(text, whole=True).notes == ()


def test_the_longest_article_is_the_article_and_teasers_are_all_read() -> None:
    teasers = "".join(f"<article><p>Boat {number} is late</p></article>" for number in range(3))
    assert bodies(page(f"<article><p>{STORY} {SECOND}</p></article><article><p>Boats</p></article>")) == [
        f"{STORY} {SECOND}"
    ]
    assert bodies(page(teasers)) == ["Boat 0 is late", "Boat 1 is late", "Boat 2 is late"]


def test_a_page_that_marks_no_article_is_searched_for_it() -> None:
    links = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(9))
    text = page(
        f"<div id=menu><ul>{links}</ul></div><div class=story><h1>Office closed</h1><p>{STORY}</p><p>{SECOND}</p></div>"
        "<div class=legal>All rights reserved</div>"
    )
    assert bodies(text) == ["Office closed", STORY, SECOND]


def test_cells_items_and_quoted_tweets_stay_apart() -> None:
    text = page(
        "<article><ul><li>bread<li>milk</ul><table><tr><td>Sailors</td><td>84</td><td>1,250</td></tr></table>"
        "<blockquote><p>What a day!</p>&mdash; Carla</blockquote></article>"
    )
    assert bodies(text) == ["bread", "milk", "Sailors", "84", "1,250", "What a day!", "— Carla"]


def test_scripts_styles_comments_and_hidden_parts_are_no_text() -> None:
    text = page(
        "<article><style>p { x: y }</style><script>var x = '<p>Never.</p>';</script><!-- no --><p hidden>no</p>"
        "<p>It is <b>open</b>.</p><template><p>no</p></template><pre>ls -l</pre></article>"
    )
    assert bodies(text) == ["It is open."]


def test_a_line_break_parts_words_and_entities_are_read() -> None:
    assert bodies(page("<article><p>Caf&eacute;&nbsp;Nero<br>costs 3&#8364;</p></article>")) == ["Café Nero costs 3€"]


@pytest.mark.parametrize(("language", "marked"), [("en", "She said “no” then."), ("de", "She said „no“ then.")])
def test_a_quotation_element_has_the_marks_of_its_language(language: str, marked: str) -> None:
    assert bodies(page("<article><p>She said <q>no</q> then.</p></article>"), language) == [marked]


def test_the_words_of_a_picture_are_read() -> None:
    text = page(
        '<article><p>See.</p><figure><img src=a.jpg alt="The port at noon"><figcaption>The port</figcaption></figure>'
    )
    assert bodies(text) == ["See.", "The port at noon", "The port"]


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_page_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    from toolkit.readers.files.documents import read as read_file

    (tmp_path / name).write_text(page(f"<article><p>{STORY}</p></article>"))
    assert [block.body.text for block in read_file(tmp_path / name, "en").blocks] == [STORY]


TAGS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<li>", "<br>", "<td>", "</table>", "<q>", "</q>", "<!-- x -->", "&amp;"]
)
WORDS = st.sampled_from(["port", "Vell ", " 84", "&eacute;", "\n", "é", "<", "&", "x>y "])


@given(st.lists(st.one_of(TAGS, WORDS), max_size=40))
def test_every_letter_stands_where_the_file_has_it(parts: list[str]) -> None:
    text = "".join(parts)
    for block in read(text, whole=True).blocks:
        for at, letter in enumerate(block.body.text):
            start, end = block.body.place(at, at + 1)
            if letter.isalnum() and end - start == 1:
                assert text[start:end] == letter


@pytest.mark.parametrize("opening", ["<p>", "<div", "<!--", "&", "<article>", "</p>", "<b>", "<![CDATA["])
def test_pages_of_one_tag_again_and_again_are_read(opening: str) -> None:
    assert bodies(page(f"<main><p>{STORY}</p></main>{opening * 2000}"))[0] == STORY


def test_elements_within_elements_without_end_cost_no_more_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(html_page, "block_kind", asked.append)
    assert bodies(page("<div><b>" * 500 + STORY), whole=True) == ["Vell today", STORY]
    assert len(asked) < 5000
