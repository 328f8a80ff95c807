"""Names that are told freely: those in the title of a work, and teams that are called by common words."""

from collections.abc import Iterable, Sequence

from toolkit.analysis.names.mentions import Mention
from toolkit.analysis.quotations.quoted import Quoted, quoted
from toolkit.analysis.text.words import words
from toolkit.languages import load

# Words of a title at most: what is longer is speech.
_LONGEST = 8
_STOPS = ".!?:;…,"


def without_titles(
    texts: tuple[str, str], languages: tuple[str, str], sides: tuple[Sequence[Mention], Sequence[Mention]]
) -> tuple[list[Mention], list[Mention]]:
    """Return the mentions but those of no table that stand in a title, where both texts have as many titles.

    A title is translated freely: "The Taming of the Shrew" is "La Mégère apprivoisée".
    """
    titles = [_titles(text, language) for text, language in zip(texts, languages, strict=True)]
    if len(titles[0]) != len(titles[1]):
        return list(sides[0]), list(sides[1])
    left, right = ([name for name in side if not _within(name, own)] for side, own in zip(sides, titles, strict=True))
    return left, right


def _titles(text: str, language: str) -> list[Quoted]:
    return [passage for passage in quoted(text, language) if passage.whole and _is_title(text, passage)]


def _is_title(text: str, passage: Quoted) -> bool:
    """Whether a quoted passage may be a title: a few words, the first with a capital, and no stop at their end."""
    inner = text[passage.start + 1 : passage.end - 1].strip()
    return inner[:1].isupper() and inner[-1:] not in _STOPS and len(words(inner)) <= _LONGEST


def _within(name: Mention, titles: Iterable[Quoted]) -> bool:
    return not name.keys and any(title.holds(name.start) for title in titles)


def has_nickname(lost: Sequence[Mention], text: str, language: str) -> bool:
    """Whether the names without an answer hold common words with capitals behind an article: "As Águias".

    One that the table knows as part of names ("La Vecchia Signora") must be followed by another.
    """
    data = load(language, "names")
    articles, nouns = data.get("articles", ()), data.get("capital_nouns", False)
    loose = [name for name in lost if not name.sure and not name.first]
    starts = {name.start for name in loose}
    return not nouns and any(
        _before(text, name) in articles and (not name.keys or name.end + 1 in starts) for name in loose
    )


def _before(text: str, name: Mention) -> str:
    return text[: name.start].rstrip().rpartition(" ")[2].lower()
