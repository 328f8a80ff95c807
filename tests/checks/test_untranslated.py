"""Words that a text keeps: one on its own, and those of a text that is in the jargon of its readers."""

import pytest

from tests.cases import case
from toolkit.checks.untranslated import Untranslated
from toolkit.model import Finding

PLAIN = "Il gruppo ha discusso ieri della nuova versione e del lavoro che resta da fare prima del rilascio di maggio"
KEPT = {
    "The packages are in unstable now.": "I pacchetti sono ora in unstable.",
    "It went into testing last week.": "È entrato in testing la settimana scorsa.",
    "They want a stable release.": "Vogliono una release stable.",
    "Please read the voting pages first.": "Leggete prima le pagine di voting.",
}


def severities(texts: dict[str, str], more: int = 14) -> dict[str, str]:
    """Return what is found in a text of these sentences and so many plain ones, with its severity."""
    rows = [*texts.items(), *((f"The group met again, for the {n}th time.", f"{PLAIN} {n}.") for n in range(more))]
    found = Untranslated().find(case([source for source, _ in rows], [text for _, text in rows], ("en", "it")))
    return {one.message.split('"')[1]: one.severity for one in found if isinstance(one, Finding)}


def test_a_lent_word_is_for_information_where_the_text_keeps_three_others() -> None:
    assert set(severities(KEPT).values()) == {"info"}
    assert "unstable" in severities(KEPT)


@pytest.mark.parametrize("source", list(KEPT))
def test_it_is_a_warning_where_the_text_keeps_hardly_another(source: str) -> None:
    assert "warning" in severities({source: KEPT[source]}).values()


def test_a_text_that_keeps_too_much_was_not_translated() -> None:
    assert "warning" in severities(KEPT, more=0).values()


def test_several_words_in_a_row_are_no_jargon() -> None:
    more = {"Read the voting pages.": "Leggete le voting pages."}
    assert severities({**KEPT, **more})["voting pages"] == "error"
