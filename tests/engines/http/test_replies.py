"""Entities in the replies of services: only what the service itself escaped is undone."""

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.engines.http.replies import unescaped

# Pieces of addresses and of markup, in whatever order: what was eaten, and what was left.
_PIECES = (
    *("&", "&amp;", "&amp", "amp;", "lt;", "&lt;", "#39;", "&#39;", "&#x27;", "&section=", "&copy", "&eacute;"),
    *("<b>", '"', "'", "a", " ", "https://x.example/?a=1", ";"),
)
texts = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(_PIECES), max_size=9).map("".join))


@given(texts)
@example("https://x.example/?page=2&section=sport&copy=1&region=north")
@example("R&D &notes a=1&amp=2")
@example("&amp; &amp;amp; &lt;")
def test_a_text_comes_back_from_a_service_that_changes_nothing_whether_it_escapes_or_not(text: str) -> None:
    assert unescaped(text, text) == text
    assert unescaped(html.escape(text), text) == text
    assert unescaped(html.escape(text, quote=False), text) == text
    assert unescaped(html.escape(text).replace("&#x27;", "&#39;"), text) == text


@pytest.mark.parametrize(
    ("answer", "text", "plain"),
    [
        ("L&#39;uomo &amp; il mare", "The man & the sea", "L'uomo & il mare"),
        ("L&#39;uomo", "The man", "L'uomo"),
        ("Le più note &amp; care", "The best known and dearest", "Le più note & care"),
        ("Scrivi &lt;b&gt; qui", "Write &lt;b&gt; here", "Scrivi &lt;b&gt; qui"),
        ("Scrivi &amp;lt;b&amp;gt; qui", "Write &lt;b&gt; here", "Scrivi &lt;b&gt; qui"),
        ("&quot;R&amp;D &amp;notes&quot;", '"R&D &notes"', '"R&D &notes"'),
        ("Un caff&eacute;", "A coffee", "Un caff&eacute;"),
    ],
)
def test_what_the_service_escaped_is_undone_and_what_the_text_has_stays(answer: str, text: str, plain: str) -> None:
    assert unescaped(answer, text) == plain
