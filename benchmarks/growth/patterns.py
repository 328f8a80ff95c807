"""Texts of any length that repeat one thing: marks, markup, figures, names, words without an end."""

from collections.abc import Callable
from dataclasses import dataclass

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "bu", "do")
_SPEECH = (
    "the keeper of the old house by the river said that nobody had seen her son since the boats came in with the rain "
    "and so we went down to the market where they sell bread and fish and asked the women there about him but none had "
    "heard a thing of it for they had been at work all day long and did not look at who came by"
)
_SPEECH_OF_THE_ORIGINAL = (
    "il custode della vecchia casa al fiume ha detto che nessuno aveva visto suo figlio da quando le barche sono "
    "tornate con la pioggia e allora siamo scesi al mercato dove vendono pane e pesce e abbiamo chiesto alle donne "
    "di lui ma nessuna ne sapeva niente perché erano state tutto il giorno al lavoro e non guardavano chi passava"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of so many characters, with its original where the pattern is one of both sides.

    ``name`` of the text says how it is read: ``text.md`` as Markdown. ``paired`` texts are one pair, as in ``check
    --pairs``; others are documents.
    """

    title: str
    translation: Callable[[int], str]
    source: Callable[[int], str] | None = None
    name: str = "text.txt"
    paired: bool = False
    languages: tuple[str, str] = ("it", "en")


def repeated(piece: str) -> Callable[[int], str]:
    """Return who makes a text of some length of one piece."""
    return lambda size: piece * max(1, size // len(piece))


def _counted(form: str, first: int = 10) -> Callable[[int], str]:
    """Return who makes a text of pieces with a number in each, all different."""

    def text(size: int) -> str:
        pieces, length, number = [], 0, first
        while length < size:
            pieces.append(form.format(number))
            length += len(pieces[-1])
            number += 1
        return "".join(pieces)

    return text


def invented(number: int) -> str:
    """Return a name of its own for every number."""
    name = ""
    while number or len(name) < 4:
        number, digit = divmod(number, len(_SYLLABLES))
        name += _SYLLABLES[digit]
    return name.capitalize()


def _named(size: int, form: str = "{} ", step: int = 1) -> str:
    pieces, length, number = [], 0, 7
    while length < size:
        pieces.append(form.format(invented(number)))
        length += len(pieces[-1])
        number += step
    return "".join(pieces)


def transcript(speech: str) -> Callable[[int], str]:
    """Return who makes a text of these words without any mark, not twice in the same order."""
    words = speech.split()

    def text(size: int) -> str:
        pieces, length, state = [], 0, 1
        while length < size:
            state = (state * 1103515245 + 12345) % (1 << 31)
            pieces.append(words[(state >> 8) % len(words)])
            length += len(pieces[-1]) + 1
        return " ".join(pieces)[:size].rpartition(" ")[0]  # the last word whole

    return text


_SPOKEN, _SPOKEN_ORIGINAL = transcript(_SPEECH), transcript(_SPEECH_OF_THE_ORIGINAL)

_MARKS = {
    "open quotation marks": "“",
    "straight marks": '"',
    "straight marks apart": '" ',
    "quoted words": '"word" ',
    "words in curly marks": "“word” ",
    "single marks": "‘a ",
    "angle marks": "«",
    "angle marks apart": "« a ",
    "low lines": "_",
    "stars": "*",
    "star words": "*a ",
    "low line words": "_a ",
    "brackets": "(",
    "square brackets": "[",
    "closed brackets": ")",
    "bracketed letters": "(a) ",
    "apostrophes": "'",
    "apostrophe words": "l'a ",
    "elisions": "l’",
    "hyphens": "a-",
    "dashes": "— ",
    "double hyphens": "--",
    "dots": ".",
    "dots apart": ". ",
    "initials": "A. ",
    "initials together": "A.",
    "commas": ", ",
    "question marks": "?! ",
    "colons": "a: ",
    "semicolons": "a; ",
    "slashes": "a/",
    "backslashes": "\\",
    "at signs": "a@",
    "hash signs": "#a ",
    "addresses": "www.example.org/a ",
    "dotted words": "a.b",
    "entities": "&amp;",
    "ampersands": "&",
    "tags": "<a>",
    "less than": "<",
    "accents": "e\u0301",
    "combining marks": "\u0301",
    "soft hyphens": "a\u00ad",
    "spaces": "a  ",
    "many spaces": " ",
    "no break spaces": "a\u00a0",
    "emoji": "👏",
    "percent": "5 % ",
    "backticks": "`",
    "backtick words": "`a ",
    "bars": "a|",
    "letters": "a",
    "capital letters": "A",
    "digits": "7",
}
_WORDS = {
    "of the": "of the ",
    "abbreviations": "e.g. ",
    "doubled words": "word ",
    "not": "not ",
    "he said": "he said ",
    "not happy": "he is not unhappy and never happy ",
    "ones": "1 ",
    "fractions": "1/2 ",
    "decimals": "1,5 ",
    "thousands": "1,000 ",
    "thousands together": "1,000",
    "times": "at 5:30 ",
    "dates": "5 May 2011 ",
    "number words": "one ",
    "hundreds": "hundred ",
    "and": "and ",
    "years": "1999-",
    "percentages": "5% of ",
    "money": "$5 ",
    "names of one letter": "X ",
    "capitals": "Word ",
    "shouted": "WORD ",
    "joined names": "Ann and ",
    "possessives": "Ann’s ",
    "said quotes": "“no,” said Ann. ",
    "titles": "President Ann ",
    "Mr": "Mr. ",
    "sentences": "He left. ",
    "questions": "Why? ",
    "lines": "a\n",
    "blank lines": "a\n\n",
    "list items": "- a\n",
    "months": "May ",
    "persons": "he she ",
    "misspelled": "wrold ",
    "calques": "in the last years ",
}
_MARKDOWN = {
    "link openings": "[a](",
    "links": "[a](b) ",
    "images": "![a](b) ",
    "image openings": "![",
    "references": "[a][",
    "reference links": "[a][b] ",
    "tags in Markdown": "<a>",
    "open tags": "<a ",
    "comments": "<!-- ",
    "whole comments": "<!-- a --> ",
    "low lines in Markdown": "_",
    "stars in Markdown": "*",
    "star words in Markdown": "*a ",
    "bold words": "**a** ",
    "backticks in Markdown": "`",
    "rising backticks": "`a``b",
    "entities in Markdown": "&amp;",
    "escapes": "\\*",
    "strokes": "~~a ",
    "table rows": "|a",
    "table lines": "|a|b|\n",
    "quoted lines": "> ",
    "quoted paragraphs": "> a\n",
    "items": "* ",
    "headings": "# a\n",
    "fences": "```\n",
    "definitions": "[a]: b\n",
    "footnotes": "[^1]",
    "brackets in Markdown": "[",
    "closing brackets in Markdown": "]",
    "round brackets in Markdown": "(",
    "braces": "{a",
    "autolinks": "<http://a",
}


def patterns() -> list[Pattern]:
    """Return all of them: documents, Markdown, and pairs that repeat the same on both sides."""
    found = [Pattern(title, repeated(piece)) for title, piece in (_MARKS | _WORDS).items()]
    found += [Pattern(title, repeated(piece), name="text.md") for title, piece in _MARKDOWN.items()]
    paired = [
        Pattern(f"{title}, both sides", repeated(piece), repeated(piece), paired=True)
        for title, piece in (_MARKS | _WORDS).items()
    ]
    return [*found, *paired, *_both_sides(), *_transcripts()]


def _both_sides() -> list[Pattern]:
    pairs: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
        "different numbers": (_counted("{} "), _counted("{} ")),
        "other numbers": (_counted("{} "), _counted("{} ", 7_000_000)),
        "falling numbers": (_counted("{} "), lambda size: " ".join(_counted("{} ")(size).split()[::-1])),
        "different years": (_counted("in {} came ", 1000), _counted("nel {} venne ", 1000)),
        "different money": (_counted("{} euros, "), _counted("{} euro, ")),
        "names": (_named, _named),
        "other names": (_named, lambda size: _named(size, step=3)),
        "names in sentences": (
            lambda size: _named(size, "then {} left, "),
            lambda size: _named(size, "poi {} parte, "),
        ),
        "names that speak": (
            lambda size: _named(size, "“no”, said {}, and "),
            lambda size: _named(size, "«no», ha detto {}, e "),
        ),
        "quotations": (_counted("“I have {} friends,” and "), _counted("«Ho {} amici», e ")),
        "lost quotations": (repeated("a word is here and "), repeated("«una parola» è qui e ")),
        "added quotations": (repeated("“a word” is here and "), repeated("una parola è qui e ")),
        "negations": (repeated("he does not go and "), repeated("non va e ")),
        "lost negations": (repeated("he goes and "), repeated("non va e ")),
        "opposites": (repeated("the high and the low "), repeated("il basso e l’alto ")),
        "offices": (repeated("the president and the minister "), repeated("il ministro e il presidente ")),
        "hedges": (repeated("allegedly he goes "), repeated("secondo lui va ")),
        "numbers beside nothing": (_SPOKEN, _counted("{} ")),
        "names beside nothing": (_SPOKEN, _named),
        "copied": (_SPOKEN, _SPOKEN),
        "copied original": (_SPOKEN_ORIGINAL, _SPOKEN_ORIGINAL),
        "capital sentences": (repeated("Rome is far. Milan is near. "), repeated("Roma è lontana. Milano è vicina. ")),
        "genders": (repeated("she told him that she saw his mother "), repeated("lei gli disse che vide sua madre ")),
        "false friends": (repeated("the actual argument eventually "), repeated("l’attuale argomento eventualmente ")),
        "codes": (_counted("AB-{} "), _counted("AB-{} ")),
        "web addresses": (_counted("https://example.org/{} "), _counted("https://example.org/{} ")),
        "number words on both sides": (repeated("two hundred and three thousand "), repeated("duecentotremila ")),
        "written numbers": (repeated("twenty-one "), repeated("ventuno ")),
        "ones beside words": (repeated("one "), repeated("1 ")),
        "parties": (repeated("Ann beat Bob and "), repeated("Bob ha battuto Ann e ")),
    }
    return [Pattern(title, translation, source, paired=True) for title, (translation, source) in pairs.items()]


def _transcripts() -> list[Pattern]:
    return [
        Pattern("transcript", _SPOKEN),
        Pattern("transcript in Markdown", _SPOKEN, name="text.md"),
        Pattern("transcript with its original", _SPOKEN, _SPOKEN_ORIGINAL, paired=True),
        Pattern("transcript, back", _SPOKEN_ORIGINAL, _SPOKEN, paired=True, languages=("en", "it")),
        Pattern("transcript as a document with its original", _SPOKEN, _SPOKEN_ORIGINAL),
    ]
