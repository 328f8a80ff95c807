"""Teams, papers and firms that are called by common words with capitals: "La Vecchia Signora", "As Águias"."""

from collections.abc import Sequence

from toolkit.analysis.names.mentions import Mention
from toolkit.languages import load


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
