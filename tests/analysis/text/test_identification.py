"""Which language a text is in, and that a short or doubtful one is never refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.analysis.text.identification import check_language, identify, share_in_language
from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.readers.text import Text

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("languages/*.txt"))}


def document(text: str, language: str) -> Document:
    return Document("a.txt", language, text, Text().blocks(text, language))


@pytest.mark.parametrize("language", TEXTS)
def test_a_paragraph_is_identified(language: str) -> None:
    (best, chance), *others = identify(TEXTS[language], tuple(TEXTS))
    assert best == language
    assert chance > 0.9
    assert 0.99 < chance + sum(other for _, other in others) < 1.01
    assert len(others) == len(TEXTS) - 1


@pytest.mark.parametrize("language", TEXTS)
def test_a_document_in_its_own_language_passes(language: str) -> None:
    check_language(document(TEXTS[language], language))


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("declared", ["en", "it", "es", "de", "ca"])
def test_a_document_in_another_language_is_refused_with_both_names(language: str, declared: str) -> None:
    if language == declared:
        return
    with pytest.raises(
        InputError, match=rf"^a\.txt: the text seems to be \w+ \({language}\), not \w+ \({declared}\); "
    ):
        check_language(document(TEXTS[language], declared))


@pytest.mark.parametrize(
    "text", ["Ciao a tutti", "Elite League: Vell Stars 5-3 Dunmore Giants", "12.5 % 2024", "OK", TEXTS["it"][:60]]
)
def test_a_short_text_is_never_refused(text: str) -> None:
    for declared in ("en", "de", "pt"):
        check_language(document(text, declared))


def test_a_language_that_nobody_knows_is_not_refused() -> None:
    check_language(document(TEXTS["it"], "tlh"))


def test_a_regional_variant_counts_as_its_language() -> None:
    check_language(document(TEXTS["pt"], "pt-BR"))


@pytest.mark.parametrize("language", ["ca", "de", "en", "es", "fr", "it", "pt"])
def test_the_share_in_a_language_tells_a_real_pivot_from_a_copy(language: str) -> None:
    sentences = [part.strip() + "." for part in TEXTS[language].split(".") if part.strip()]
    assert share_in_language(sentences, language) == 1.0
    assert share_in_language(sentences, "de" if language != "de" else "it") == 0.0


def test_texts_too_short_to_tell_do_not_count() -> None:
    assert share_in_language(["Sì.", "No, grazie."], "en") == 1.0
    assert share_in_language([], "en") == 1.0
    assert share_in_language([*TEXTS["it"].split(". "), "Yes."], "it") == 1.0


def test_a_clear_text_does_not_load_the_classifier() -> None:
    script = (
        "import sys\n"
        "from toolkit.analysis.text.identification import check_language, share_in_language\n"
        "from toolkit.readers.text import Text\n"
        "from toolkit.model import Document\n"
        f"text = {TEXTS['en']!r}\n"
        "check_language(Document('a', 'en', text, Text().blocks(text, 'en')))\n"
        "assert share_in_language([text] * 4, 'en') == 1.0\n"
        "assert not {'py3langid', 'numpy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
