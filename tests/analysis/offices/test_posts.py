"""The offices, ranks, courts and relatives that a text speaks of."""

import pytest

from toolkit.analysis.offices.posts import find_posts, may_say


def told(text: str, language: str) -> list[tuple[str, str, str]]:
    return [
        (text[post.start : post.end], post.group, "/".join(sorted(post.meanings)))
        for post in find_posts(text, language)
        if not post.weak
    ]


def test_a_word_of_several_meanings_has_them_all() -> None:
    assert told("la nipote del colonnello", "it") == [
        ("nipote", "kin", "grandchild/nephew"),
        ("colonnello", "ranks", "colonel"),
    ]


def test_a_portfolio_counts_only_beside_a_ministry() -> None:
    assert ("Interno", "portfolios", "interior") in told("il ministro dell'Interno", "it")
    assert told("la porta interna del palazzo di un tempo", "it") == []
    assert ("Finanzministerium", "portfolios", "finance") in told("im Finanzministerium", "de")


@pytest.mark.parametrize(
    ("language", "text", "quality"),
    [
        ("it", "l'ex sindaco", "former"),
        ("it", "la vicesindaca", "deputy"),
        ("en", "a former governor", "former"),
        ("en", "the deputy mayor", "deputy"),
        ("es", "el exministro", "former"),
        ("fr", "l'ancienne préfète", "former"),
        ("de", "der frühere Bürgermeister", "former"),
        ("de", "die Vizekanzlerin", "deputy"),
        ("pt", "o antigo senador", "former"),
    ],
)
def test_a_prefix_or_a_word_before_it_qualifies_an_office(language: str, text: str, quality: str) -> None:
    (post,) = (post for post in find_posts(text, language) if not post.weak)
    assert post.qualities == {quality}
    assert may_say(text, language, quality)


def test_what_begins_like_a_prefix_is_none() -> None:
    assert [post.qualities for post in find_posts("the chief executive", "en") if not post.weak] == [frozenset()]
    assert not may_say("the chief executive", "en", "former")
