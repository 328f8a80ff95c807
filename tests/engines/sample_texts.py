"""Sentences for the tests of engines: our own, and odd ones that hypothesis makes up."""

from hypothesis import strategies as st

from toolkit import languages

ODD = (
    "",
    " ",
    "...",
    "!?",
    "~",
    "1945",
    "😀",
    "I am happy 😀 today 👍🏽.",
    "[a] {b} (c) <d> ^e$ /f\\ @g #h *i* _j_ `k` |l| ~m",
    "<b>The</b> <i>red house</i>",
    "donaudampfschifffahrtsgesellschaft" * 20,
    "مرحبا بالعالم",
    "Он живёт в Москве.",
    "שלום to you",
    "a\u0301 \u200b \u00ad \ufeff b",
    "“Curly” ‘quotes’ — and dashes – here…",
    "x" * 61 + " is a word",
    "XQ1X is not a placeholder, ~2 is",
    "don’t, l’eau, d’aria",
    ".[] [] \\[ \\",
    "€5, £6 and ¥7",
)

odd_texts = st.one_of(
    st.sampled_from(ODD),
    st.text(st.sampled_from("ab é.,!?[]{}<>^$/\\@~#*`'\"“’-–😀я\u05d0"), max_size=30),
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=20),
)


def sentences(language: str) -> list[str]:
    """Return the dozen sentences that the self-test has for a language."""
    data = languages.load(language, "probe")
    return [*data["plain"], *data["figures"], *data["quoted"], data["link"], data["long"]]
