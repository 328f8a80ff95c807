"""The grammar library, really asked."""

import re
import sys

import pytest

from tests.cases import case
from toolkit import plugins
from toolkit.analysis.english import harper as english_library
from toolkit.analysis.english.varieties import is_british
from toolkit.languages import load
from toolkit.model import Unchecked

harper = pytest.importorskip("harper")


def test_offsets_are_those_of_the_text_and_a_replacement_mends_it() -> None:
    text = "“Über” all.\n\nIt is an useful tool."
    (mark,) = english_library.read(text, frozenset({"AnA"}), british=True)
    assert text[: mark.start] + mark.replacements[0] + text[mark.end :] == "“Über” all.\n\nIt is a useful tool."


def test_a_text_without_an_end_is_read_in_parts_and_its_marks_stand_where_they_are() -> None:
    long = "and the old ship lay at the quay " * 2000
    text = f"It is an useful tool {long}it is an useful tool {long}it is an useful tool."
    texts = [text, "It is an useful tool."]
    own, other = english_library.read_all(texts, frozenset({"AnA"}), british=True)
    assert [mark.start for mark in own] == [match.start() for match in re.finditer("an useful", text)]
    assert [mark.start for mark in other] == [6]


def test_only_the_rules_that_are_asked_for_answer() -> None:
    assert english_library.read("He woudl go with an useful tool.", frozenset(), british=True) == []


def test_its_dictionary_is_that_of_the_variety() -> None:
    assert "valour" in english_library.unknown(["valour"], british=False)
    assert english_library.unknown(["valour"], british=True) == {}


def test_every_rule_in_the_data_exists_in_the_library() -> None:
    data = load("en", "grammar")
    rules = set(data["rules"])
    assert rules <= set(harper.get_default_lint_config())
    assert set(data["only"]) <= rules
    assert not set(data["left_out"]) & rules


def test_the_variety_of_a_text_is_that_of_most_of_its_words() -> None:
    assert not is_british(["The color of the neighbor's center.", "The defence"], "en")
    assert is_british(["The colour of the center."], "en")
    assert is_british(["Nothing tells."], "en")


@pytest.mark.parametrize("name", ["grammar", "misspelling"])
def test_without_the_library_a_check_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "harper", None)
    (answer,) = plugins.get("checks", name)().find(case(None, "The goverment has an useful tool."))
    assert isinstance(answer, Unchecked)
    assert "pip install 'translation-toolkit[english]'" in answer.reason
