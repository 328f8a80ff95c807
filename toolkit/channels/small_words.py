"""English words that carry little meaning of their own, as sets."""

_ARTICLES = "the a an this that these those its his her their our my your some any no each every"
_PREPOSITIONS = (
    "of in on at by for with from to into over under after before during between against about without within through "
    "across towards toward despite behind beyond near since until among around"
)
_PRONOUNS = "i you he she it we they him them me us who which what someone everyone nobody"
_OTHERS = (
    "and or but if as than so not be is are was were been being am do does did has have had having will would can "
    "could may might shall should must there here when while where why how because though although then nor "
    "s t re ve ll d m up out off down only also too very just both either neither whether such"
)
ARTICLES = frozenset(_ARTICLES.split())
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
PRONOUNS = frozenset(_PRONOUNS.split())
FUNCTION_WORDS = ARTICLES | PREPOSITIONS | PRONOUNS | frozenset(_OTHERS.split())


def is_content(word: str) -> bool:
    """Whether a word carries meaning of its own: no function word, no figure."""
    return word.lower() not in FUNCTION_WORDS and word[:1].isalpha() and len(word) > 1
