"""A stem of an office matches the forms of that office alone: "sindac*" would take in the unions."""

import re

import pytest

from toolkit import languages
from toolkit.analysis.text.frequency import common_words_like

# What may follow a stem: the endings by which a noun or participle is inflected, nothing that makes another word of it.
INFLECTED = {
    "de": r"e|en|er|em|es|s|n|in|nen|innen|alt|älte|ältin|schaft",
    "en": r"s|es",
    "es": r"s|e|es|o|os|a|as|it[oa]s?|ora|oras",
    "fr": r"s|e|es",
    "it": r"o|a|i|e|in[oaie]|r[eia]|io|ie|ne",
    "pt": r"s|es|o|os|a|as|ia|ras?|res|e",
}


@pytest.mark.parametrize("language", sorted(INFLECTED))
def test_no_common_word_but_the_office_itself_begins_with_its_stem(language: str) -> None:
    data = languages.load(language, "posts")
    strange = [
        (form, word)
        for group in ("offices", "ranks", "kin")
        for forms in data[group].values()
        for form in forms
        if re.fullmatch(r"[\w-]+\*", form)
        for word in common_words_like(re.escape(form[:-1]) + r".+", language)
        if not re.fullmatch(INFLECTED[language], word.removeprefix(form[:-1]))
    ]
    assert not strange
