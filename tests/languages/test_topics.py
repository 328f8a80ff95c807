"""The language data of the cross-lingual checks: the same topics and keys in every language, and nothing but text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import toolkit
from tests.paths import ROOT
from toolkit.languages import load
from toolkit.languages.reading import read

LANGUAGES = ("en", "it", "es", "fr", "de", "pt")
# Endings, of which one may be none.
ENDINGS = ("inflections", "word_forms", "stem_endings")
TABLES = ("peoples", "places", "organisations", "institutions")


def leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield data


@pytest.mark.parametrize(
    "topic",
    ["negation", "opposites", "names", "gender", "kin", "questions", "words", "order", "speech", "posts", "parties"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_topic_and_no_word_was_read_as_something_else(language: str, topic: str) -> None:
    data = {key: value for key, value in load(language, topic).items() if key not in ENDINGS}
    assert data
    strange = [value for value in leaves(data) if not isinstance(value, str)]
    assert strange in ([], [1.0], [True]) or all(isinstance(value, float | bool) for value in strange)
    assert not any(value in ("", "True", "False") for value in leaves(data))


def test_the_keys_of_names_are_the_same_in_all_languages_whatever_table_they_are_in() -> None:
    keys = [{key for table in TABLES for key in load(language, "names")[table]} for language in LANGUAGES]
    assert all(one == keys[0] for one in keys)


@pytest.mark.parametrize("group", ["offices", "ranks", "courts", "kin", "portfolios"])
def test_the_meanings_of_posts_are_the_same_in_all_languages(group: str) -> None:
    keys = [set(load(language, "posts")[group]) for language in LANGUAGES]
    assert all(one == keys[0] for one in keys)


def test_the_keys_of_concepts_are_the_same_in_all_languages() -> None:
    keys = [set(load(language, "words")["concepts"]) for language in LANGUAGES]
    assert all(one == keys[0] for one in keys)


@pytest.mark.parametrize("table", ["denials", "opposites"])
def test_the_keys_of_opposites_are_the_same_in_all_languages_and_no_word_is_its_own_opposite(table: str) -> None:
    data = [load(language, "opposites")[table] for language in LANGUAGES]
    assert all(one.keys() == data[0].keys() for one in data)
    assert not any(set(one) & set(other) for each in data for one, other in map(dict.values, each.values()))


def test_the_keys_of_offices_are_the_same_in_all_languages_and_no_form_has_two() -> None:
    offices = [load(language, "speech")["offices"] for language in LANGUAGES]
    assert all(list(one) == list(offices[0]) for one in offices)
    forms = [[form for own in one.values() for form in own] for one in offices]
    assert all(len(set(own)) == len(own) for own in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_that_a_rule_of_order_names_exists(language: str) -> None:
    data = load(language, "order")
    assert {name for rule in data["never"] for name in rule} <= {*data["classes"], "end"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cue_negates_and_affirms(language: str) -> None:
    data = load(language, "negation")
    groups = [set(data[name]) for name in ("explicit", "concord", "plain", "neutral")]
    assert all(not (one & other) for at, one in enumerate(groups) for other in groups[:at])
    assert set(data["asks"]) <= set().union(*map(set, data["soft"].values()))


def test_every_topic_is_told_of_where_languages_are_added() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = told.partition("### Add a language")[2].partition("## House style")[0]
    topics = {path.stem for path in Path(toolkit.__file__).parent.glob("languages/**/*.yaml")}
    assert not [topic for topic in topics if f"`{topic}`" not in section and f"/{topic}.yaml`" not in section]


def test_no_word_of_a_list_was_read_as_true_or_false() -> None:
    files = sorted(Path(toolkit.__file__).parent.glob("languages/**/*.yaml"))
    listed = {path: list(lists(read(path))) for path in files}
    assert not {path.name for path, found in listed.items() if any(isinstance(word, bool) for word in found)}


def lists(data: Any) -> Iterator[Any]:
    """Yield the entries of all lists."""
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(data, list):
            yield value
        yield from lists(value)
