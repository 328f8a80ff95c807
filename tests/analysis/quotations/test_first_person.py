"""Whether the writer speaks or somebody else."""

import pytest

from toolkit.analysis.quotations.first_person import voice


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [
        ("I have never said so.", "en", "writer"),
        ("He said that I knew.", "en", None),
        ("“I said no,” he recalled.", "en", "other"),
        ("It rained.", "en", None),
        ("Non lo abbiamo mai detto.", "it", "writer"),
        ("Yong Ho ha dichiarato che parte.", "it", "other"),
        ("Yong-ho ha dichiarato che parte.", "it", "other"),
        ("«L'ho detto io», ha risposto.", "it", "other"),
        ("Gli chiesi che cosa aveva detto.", "it", None),
        ("Nous avons déclaré la guerre.", "fr", "writer"),
        ("Ich sagte nichts.", "de", "writer"),
        ("Lo hemos dicho.", "es", "writer"),
        ("Eu disse que sim.", "pt", "writer"),
        ("Řekl jsem to.", "cs", None),
    ],
)
def test_the_writer_speaks_where_a_first_person_leads_to_the_verb_and_others_where_there_is_none(
    text: str, language: str, who: str | None
) -> None:
    found = voice(text, language)
    assert (found and found.who) == who
