import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.engines.apertium_runtime.stream_format import prepare, restore, unknown


def through(text: str) -> tuple[str, tuple[str, ...]]:
    """Send a text through an engine that changes nothing."""
    prepared = prepare(text)
    return restore(prepared.encoded(), prepared)


@given(st.text(st.characters(exclude_characters="’ʼ\u00ad\0", codec="utf-8"), max_size=60))
@example("see ~/bin, ~5 and [x] {y} ^a$ 3<4 \\ / @ <b>now</b> <")
@example("." * 3 + "[] .[] ")
def test_every_text_comes_back_with_single_spaces(text: str) -> None:
    assert through(text)[0] == " ".join(text.split())


def test_nothing_of_the_stream_format_is_left_unescaped() -> None:
    assert prepare(r"[a] {b c} ^c$ d/e\f @ g <h").encoded() == rb"\[a\] \{b c\} \^c\$ d\/e\\f \@ g \<h.[]"


def test_markup_is_held_as_a_blank_so_that_words_can_move_around_it() -> None:
    assert prepare("the <b>red</b> house").encoded() == rb"the [\<b\>]red[\<\/b\>] house.[]"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("I don’t know", "I don't know"),
        ("l’uomo dell’acqua", "l'uomo dell'acqua"),
        ("he said ‘no’", "he said ‘no’"),
        ("a\u00a0b\tc\u2028d\0e", "a b c d e"),
        ("co\u00adoperate", "cooperate"),
        ("about ~5.5 km", "about 5.5 km"),
        ("the file ~/notes.txt, see", "the file XQ1X, see"),
        ("write to a.b@example.org.", "write to XQ1X."),
        ("(see https://example.org/a?b=1#c)", "(see XQ1X)"),
        ("ask @writer for a_b {name} or %s #tag", "ask XQ1X for XQ2X XQ3X or XQ4X XQ5X"),
        ('the <a href="https://x.example/a_b">page</a>', 'the <a href="https://x.example/a_b">page</a>'),
        ("a" * 201, "XQ1X"),
        ("a" * 200, "a" * 200),
    ],
)
def test_what_is_lost_on_the_way_is_not_sent(text: str, sent: str) -> None:
    assert prepare(text).text == sent


def test_what_is_kept_out_is_noted() -> None:
    assert through("see ~x and " + "a" * 300)[1] == ("left as it is: ~x, a word of 300 letters",)


def test_an_approximation_comes_back_in_front_of_its_number() -> None:
    prepared = prepare("about ~5 km")
    assert restore(b"unos 5 km.[]", prepared) == ("unos ~5 km", ())
    assert restore(b"unos cinco km.[]", prepared) == ("unos cinco km", ("lost '~' before 5",))
    assert restore(b"unos 15 o 5,5 km.[]", prepared)[1] == ("lost '~' before 5",)


def test_a_lost_placeholder_is_noted() -> None:
    prepared = prepare("see ~x")
    assert restore(b"ver.[]", prepared) == ("ver", ("left as it is: ~x", "lost or doubled by Apertium: ~x"))


def test_the_generators_marks_are_taken_off_and_noted() -> None:
    assert restore(b"la #em casa *x @y.[]", prepare("the house")) == ("la em casa x y", ("not inflected: em, x, y",))
    assert restore(b"la #em casa.[]", prepare("the # house")) == ("la #em casa", ())


def test_words_that_the_dictionary_lacks_are_named_once_and_what_stands_for_pieces_is_not() -> None:
    analysed = rb"^Grobnikel/*Grobnikel$ ^and/and<cnjcoo>$ ^XQ1X/*XQ1X$ ^a\/b/*a\/b$ ^Grobnikel/*Grobnikel$.[]"
    assert unknown(analysed, prepare("Grobnikel and @writer")) == ("unknown to Apertium: Grobnikel, a/b",)
    assert unknown(rb"^the/the<det>$.[]", prepare("the")) == ()
    many = b" ".join(b"^w%d/*w%d$" % (number, number) for number in range(10))
    assert unknown(many, prepare("x"))[0].endswith("w7 and 2 more")


def test_half_a_surrogate_pair_is_replaced_and_noted() -> None:
    assert through("a \ud800 b") == ("a \ufffd b", ("replaced characters that cannot be written as UTF-8",))


def test_an_empty_text_is_sent_as_nothing() -> None:
    assert prepare(" \n\t ").encoded() == b""
