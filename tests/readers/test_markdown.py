"""Markdown: what a reader of the page sees, with the way back to the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.model import Block
from toolkit.readers.markdown import Markdown


def blocks(text: str) -> tuple[Block, ...]:
    return Markdown().blocks(text, "en")


def seen(text: str) -> list[tuple[str, str]]:
    return [(block.kind[:1], block.body.text) for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# The *old* port ##\n", [("h", "The old port")]),
        ("#no heading, no space here.\n", [("p", "#no heading, no space here.")]),
        ("The old\nport\n====\n\nIt is shut.\n", [("h", "The old port"), ("p", "It is shut.")]),
        ("It is\nshut. Go\nhome.\n", [("p", "It is shut. Go home.")]),
        (
            "- a net\n- a lamp\n  for two\n\n1. One.\n2) Two.",
            [("p", "a net"), ("p", "a lamp for two"), ("p", "One."), ("p", "Two.")],
        ),
        ("- [x] Done.\n- [ ] To do.", [("p", "Done."), ("p", "To do.")]),
        ("In the year\n1986. A ship came.", [("p", "In the year 1986. A ship came.")]),
        ("> He said\n> no.\nLazily.\n\nYes.", [("p", "He said no. Lazily."), ("p", "Yes.")]),
        ("Before.\n> Quoted.", [("p", "Before."), ("p", "Quoted.")]),
        ("---\ntitle: The port\nlayout: post\n---\nText.", [("h", "The port"), ("p", "Text.")]),
        ("+++\nweight = 1\n+++\nText.", [("p", "Text.")]),
        ("---\n\nText.\n\n---\n\nMore.", [("p", "Text."), ("p", "More.")]),
        ("One.\n\n* * *\n\nTwo.\n", [("p", "One."), ("p", "Two.")]),
        ("One.\n```py\n<!-- x = '#'\n```\nTwo.", [("p", "One."), ("p", "Two.")]),
        ("One.\n\n~~~\n```\n~~~~\nTwo.", [("p", "One."), ("p", "Two.")]),
        ("One.\n\n    x = 1\n\nTwo.", [("p", "One."), ("p", "Two.")]),
        ("One <!-- two\n\nthree --> four.", [("p", "One"), ("p", "four.")][:0] or [("h", "One"), ("p", "four.")]),
        ("One<!-- two --> three.", [("p", "One three.")]),
        (
            "Use `<!--` and\n\ngo on.",
            [("p", "Use <!-- and"), ("p", "go on.")][:0] or [("h", "Use <!-- and"), ("p", "go on.")],
        ),
        (
            "| Port | Ships |\n|:-----|------:|\n| Vell | **3** |\n| a \\| b | 4 |",
            [("p", cell) for cell in ("Port", "Ships", "Vell", "3", "a | b", "4")],
        ),
        ("See [it][A].\n\n[a]: http://x.y 'T'\n", [("p", "See it.")]),
        ("A note.[^1]\n\n[^1]: It is *long*.", [("p", "A note."), ("p", "It is long.")]),
        ("# Port {#port}\n", [("h", "Port")]),
        ("The port is *shut*. {.lead}", [("p", "The port is shut.")]),
        (
            "A note.[^1]\n\n[^1]: It is long.\n\n    It goes on.\n\nText.",
            [("p", "A note."), ("p", "It is long."), ("p", "It goes on."), ("p", "Text.")],
        ),
        (
            "\tThe port is shut.\n\tNobody came.\n\nText.",
            [("p", "The port is shut."), ("p", "Nobody came."), ("p", "Text.")],
        ),
        (
            "    The port is shut\n    and nobody came.\n\nText.",
            [("p", "The port is shut and nobody came."), ("p", "Text.")],
        ),
        ("One.\n\n\tfor ship in ships:\n\n\t    print(ship)\n\nTwo.", [("p", "One."), ("p", "Two.")]),
        ('{{< tweet user="a" id="1" >}}\n\nText {{% icon x %}} here.\n\n{% include a.html %}', [("p", "Text here.")]),
        ("{{< box >}}\nThe port is shut.\n{{< /box >}}", [("p", "The port is shut.")]),
        ('{{< figure src="a.jpg" caption="The old port" >}}\n\nText.', [("h", "The old port"), ("p", "Text.")]),
        ("::: note\nThe port is shut.\n:::\n\nText.", [("p", "The port is shut."), ("p", "Text.")]),
        (":::tip Who pays\nNobody does.\n:::", [("h", "Who pays"), ("p", "Nobody does.")]),
        ("> [!NOTE]\n> The port is shut.", [("p", "The port is shut.")]),
        ('!!! note "Who pays"\n    nobody, as yet', [("h", "Who pays"), ("p", "nobody, as yet")]),
        ("Crane\n: It lifts goods.\n\n    It is old.", [("h", "Crane"), ("p", "It lifts goods."), ("p", "It is old.")]),
        ("Text.^[A note.]", [("p", "Text."), ("p", "A note.")]),
        ("The [[Lower Vell|port]] is shut.", [("p", "The port is shut.")]),
        ("![The old port](a.png 'Photo: Corvi')", [("h", "The old port"), ("h", "Photo: Corvi")]),
        ("[![The port](a.png)](b) It is shut.", [("h", "The port"), ("p", "It is shut.")]),
        ("<ul><li>bread</li><li>milk</li></ul>", [("p", "bread"), ("p", "milk")]),
        (
            "<table>\n<tr><td>Crews</td><td>84</td>\n<td>1,250</td></tr></table>",
            [("p", "Crews"), ("p", "84"), ("p", "1,250")],
        ),
        ("<h2>The port</h2><p>It is <b>shut</b>.</p>Yes.", [("h", "The port"), ("p", "It is shut."), ("p", "Yes.")]),
        (
            "<figure><img src='a' alt='A pier'><figcaption>In May</figcaption></figure>",
            [("h", "A pier"), ("h", "In May")],
        ),
        ("One.\n<script>\nvar x = 'a';\n\nvar y;\n</script>\nTwo.", [("p", "One."), ("p", "Two.")]),
        ("One <style>p { margin: 0 }</style>day.", [("p", "One day.")]),
        ("One <script> is open.\n\nTwo.", [("p", "One is open."), ("p", "Two.")]),
        ("Text.\n{: .lead}\n", [("p", "Text.")]),
        ("**Who pays**\n\nThe council pays.", [("h", "Who pays"), ("p", "The council pays.")]),
        (
            "One.\n\nTwo.\n\n*Translated by Ada Corvi*\n",
            [("p", "One."), ("p", "Two."), ("c", "Translated by Ada Corvi")],
        ),
    ],
)
def test_blocks_are_what_the_page_shows(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text) == expected
    assert seen(text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold** and *it* and __strong__ _em_ ***both*** ~~gone~~.", "bold and it and strong em both gone."),
        (
            "un*believ*able but snake_case_name and 5 * 3 * 2 _ x.",
            "unbelievable but snake_case_name and 5 * 3 * 2 _ x.",
        ),
        ("**a *b* c** **d.", "a b c **d."),
        ('A [link](http://x.y/a_(b)_c "T _t_") and [another](<a b>).', "A link and another."),
        ("An ![](a.png) image, and ![x][y].", "An image, and ![x][y]."),
        ("[not a link] and [a *b*](c).", "[not a link] and a b."),
        ("`code *x* &amp;` and ``a ` b`` and ` alone.", "code *x* &amp; and a ` b and ` alone."),
        (r"\*no\* 5 \< 6 \a", r"*no* 5 < 6 \a"),
        ("&amp; &#8217; &nbsp;x &copy; &unknown; R&D", "& ’ x © &unknown; R&D"),
        ("<b>bold</b> a < b <br/>next <https://a.b/c_d_e> <x@y.z>", "bold a < b next https://a.b/c_d_e x@y.z"),
        ("line\\\nbreak  \nagain", "line break again"),
        ("[a [b](c) d](e)", "a b d"),
    ],
)
def test_inline_markup_is_taken_out(text: str, expected: str) -> None:
    assert [block.body.text for block in blocks(text)] == [expected]


def test_words_inside_markup_know_their_place() -> None:
    text = '> - The **old *port*** of [Vell](http://x "y") is\n>   `shut` &amp; dark.\n'
    body = blocks(text)[0].body
    assert body.text == "The old port of Vell is shut & dark."
    for word in ("The", "old", "port", "of", "Vell", "is", "shut", "dark."):
        at = body.text.index(word)
        start, end = body.place(at, at + len(word))
        assert text[start:end] == word


def test_what_is_read_beside_the_text_knows_its_place() -> None:
    image, table = '![the *old* pier](a.png "In May")', "| a | b |\n|---|---|\n| x | 48 |\n"
    text = f'---\ntitle: "The \\"old\\" port"\n---\nSee {image} &amp; go.\n\n{table}'
    found = {block.body.text: block.body for block in blocks(text)}
    assert list(found) == ['The "old" port', "See & go.", "the old pier", "In May", "a", "b", "x", "48"]
    for clean, word in (('The "old" port', "port"), ("the old pier", "old"), ("In May", "May"), ("48", "48")):
        at = clean.index(word)
        start, end = found[clean].place(at, at + len(word))
        assert text[start:end] == word


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "*",
                "**",
                "_",
                "`",
                "``",
                "~~",
                "[",
                "]",
                "](x)",
                "![",
                "(",
                ")",
                "&amp;",
                "<b>",
                "</b>",
                "<!--",
                "-->",
                "\\",
            ),
            *(
                "\n",
                "\n\n",
                "# ",
                "> ",
                "- ",
                "1. ",
                "```\n",
                "|",
                "|-|-|\n",
                "---\n",
                "    ",
                "[a]: b\n",
                "[^1]",
                "Rome",
                "a",
                " ",
                "é.",
                "🙂",
                "<td>",
                "<script>",
                "</script>",
                "{{<",
                ">}}",
                "^[",
                ": ",
                "\t",
                "::: ",
            ),
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(MARKUP)
def test_any_markup_gives_clean_text_that_points_back(text: str) -> None:
    read: set[int] = set()
    last = -1
    for block in blocks(text):
        body = block.body
        assert body.text == " ".join(body.text.split())
        places = [body.offset(position) for position in range(len(body.text))]
        assert places == sorted(places)
        assert places[0] > last
        last = places[0]
        printing = {place for place, sign in zip(places, body.text, strict=True) if sign != " "}
        assert not read & printing
        read |= printing
        for place, character in zip(places, body.text, strict=True):
            assert text[place] == character or text[place] in "&`" or character == " "


@pytest.mark.parametrize(
    "piece",
    [
        "*a ",
        "`",
        "` `` ",
        "[",
        "](",
        "![a",
        "<!-- \n",
        "> ",
        "&a",
        "a|b\n|-|-|\n",
        "_a*b_",
        "\\",
        "<a ",
        "<script>",
        "<script>\n",
        "{{<",
        "{%",
        "![a](b)\n",
        "^[",
        "![",
        "<td>",
        "   {",
        "\tA b.\n",
        "[[a",
        ":::\n",
    ],
)
def test_a_long_document_of_one_pattern_is_no_trap(piece: str) -> None:
    assert blocks("x" + piece * (20_000 // len(piece)) + "x") is not None


@pytest.mark.parametrize(
    ("text", "expected", "word", "written"),
    [
        ("Lu&shy;ce is un&#8203;clear.", "Luce is unclear.", "Luce", "Lu&shy;ce"),
        ("The caf&eacute; caf&#233; again.", "The café café again.", "café", "caf&eacute;"),
        ("A cafe&#769; and an **oﬃce**.", "A café and an office.", "café", "cafe&#769;"),
        ("Twenty&#8209;one boats.", "Twenty-one boats.", "Twenty-one", "Twenty&#8209;one"),
        ("It isn&acute;t, isn&#x2bc;t.", "It isn’t, isn’t.", "isn’t", "isn&acute;t"),
        ("&laquo;So&nbsp;&raquo; he&rsquo;d go.", "«So » he’d go.", "«So »", "&laquo;So&nbsp;&raquo;"),
        ("A &lt;small&gt; **&amp;** big one.", "A <small> & big one.", "<small> &", "&lt;small&gt; **&amp;"),
    ],
)
def test_entities_are_read_in_the_one_form(text: str, expected: str, word: str, written: str) -> None:
    (block,) = blocks(text)
    assert block.body.text == expected
    at = expected.index(word)
    assert text[slice(*block.body.place(at, at + len(word)))] == written
