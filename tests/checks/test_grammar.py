"""Grammar in what goes on without a full stop: a transcript is read only where a rule could mark something."""

from unittest.mock import patch

import pytest

from tests.cases import case
from toolkit.analysis.english import harper
from toolkit.checks.grammar import Grammar
from toolkit.model import Case, Finding

pytest.importorskip("harper")

SPEECH = "the boats came in with the rain and we went down to the market where women sell bread and fish"
FAULT = "and she said it was an useful tool for all"


def spoken(places: list[int], times: int) -> Case:
    """Return a transcript of so many speeches without a mark, with the fault behind some of them."""
    parts = [f"{SPEECH} {FAULT}" if number in places else SPEECH for number in range(times)]
    return case(None, " ".join(parts))


def marked(made: Case) -> list[str]:
    text = made.units[0].translation_text
    found = [one for one in Grammar().find(made) if isinstance(one, Finding)]
    return [text[one.spans[0].start - 4 : one.spans[0].end + 7] for one in found]


@pytest.mark.parametrize("places", [[0], [29], [3, 4, 20]])
def test_the_faults_of_a_transcript_are_found_where_they_stand(places: list[int]) -> None:
    assert marked(spoken(places, 30)) == ["was an useful"] * len(places)


def test_of_a_transcript_only_the_words_around_a_suspect_place_are_read() -> None:
    with patch.object(harper, "read", side_effect=harper.read) as read:
        marked(spoken([5], 40))
        some = sum(len(call.args[0]) for call in read.call_args_list)
        read.reset_mock()
        marked(spoken([5], 400))
        more = sum(len(call.args[0]) for call in read.call_args_list)
    assert 0 < more == some < 1_000


def test_a_sentence_is_read_as_a_whole() -> None:
    text = f"{SPEECH} {FAULT}."
    with patch.object(harper, "read", side_effect=harper.read) as read:
        marked(case(None, text))
    assert read.call_args.args[0] == text
