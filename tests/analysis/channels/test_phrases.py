"""Phrases put in and left out, told by runs of unlikely tokens: what is judged, where it stands, who is heard."""

import pytest

from tests.toy_engines import unit
from toolkit.analysis.channels.evidence import evidence
from toolkit.analysis.channels.phrases import DELETION, INSERTION, asked_directly, phrases
from toolkit.checks.left_out import LeftOut
from toolkit.checks.put_in import PutIn
from toolkit.model import Case, Finding, Unchecked
from toolkit.model.token_scores import TokenScore, TokenScores
from toolkit.model.witness import Witness

SOURCE = "O porto reabre na segunda-feira depois de uma longa greve dos pilotos"
TRANSLATION = "The port reopens on Monday without any talks with the harbour union"


def scores(text: str, given: str, *unlikely: str) -> TokenScores:
    """Return a token for each word; those that are ``unlikely`` have ten nats, the others a tenth."""
    tokens, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(TokenScore(start, at, -10.0 if word in unlikely else -0.1))
    return TokenScores(text, given, tuple(tokens))


def direct(*, put_in: str = "", left_out: str = "") -> Witness:
    return Witness(
        "w",
        "pt",
        SOURCE,
        scores(TRANSLATION, SOURCE, *put_in.split()),
        scores(SOURCE, TRANSLATION, *left_out.split()),
    )


ADDED, LOST = "without any talks with the harbour union", "depois de uma longa greve dos pilotos"


def test_a_run_has_its_place_in_the_text_that_it_stands_in() -> None:
    found = phrases(unit(0, SOURCE, TRANSLATION), [direct(put_in=ADDED, left_out=LOST)])
    inserted, deleted = found[INSERTION], found[DELETION]
    assert TRANSLATION[inserted.start : inserted.end] == ADDED
    assert SOURCE[deleted.start : deleted.end] == LOST
    assert min(inserted.evidence, deleted.evidence) > 1.2
    quiet = phrases(unit(0, SOURCE, TRANSLATION), [direct()])
    assert (quiet[INSERTION].evidence, quiet[INSERTION].start) == (0.0, None) or quiet[INSERTION].evidence < 0.3


def test_of_two_witnesses_the_one_that_sees_less_counts() -> None:
    found = phrases(unit(0, SOURCE, TRANSLATION), [direct(put_in=ADDED), direct()])
    assert found[INSERTION] == phrases(unit(0, SOURCE, TRANSLATION), [direct()])[INSERTION]


def test_with_the_sides_exchanged_the_runs_change_sides_and_a_draft_has_no_place() -> None:
    one = unit(0, TRANSLATION, "Il porto riapre lunedì")
    draft = "O porto reabre na segunda-feira"
    turned = Witness(
        "w", "pt", draft, scores(TRANSLATION, draft, *ADDED.split()), scores(draft, TRANSLATION), exchanged=True
    )
    found = phrases(one, [turned])
    assert TRANSLATION[found[DELETION].start : found[DELETION].end] == ADDED
    assert (found[INSERTION].start, found[INSERTION].end) == (None, None)
    assert not asked_directly(one, [turned])


def test_the_same_run_says_less_by_a_draft_than_directly() -> None:
    given = phrases(unit(0, SOURCE, TRANSLATION), [direct(put_in=ADDED)])
    by_draft = phrases(unit(0, "Il porto riapre lunedì", TRANSLATION), [direct(put_in=ADDED)])
    assert by_draft[INSERTION].evidence < given[INSERTION].evidence


@pytest.mark.parametrize("languages", [("pt", "en"), ("en", "pt")])
def test_a_strong_run_is_found_in_whatever_direction_the_engine_was_asked(languages: tuple[str, str]) -> None:
    text = " ".join([TRANSLATION, *(f"{word}{number}" for number in range(3) for word in ADDED.split())])
    extra = text[len("The port reopens on Monday ") :]
    one = unit(0, SOURCE, text)
    witness = Witness("w", languages[0], SOURCE, scores(text, SOURCE, *extra.split()), scores(SOURCE, text))
    case = Case(*languages, (one,), witnesses=((witness,),))
    (found,) = [answer for answer in PutIn().find(case) if isinstance(answer, Finding)]
    assert text[found.spans[0].start : found.spans[0].end] == extra
    assert not any(isinstance(answer, Finding) for answer in LeftOut().find(case))
    assert evidence(case)[0][INSERTION] >= 2.0


def test_nothing_is_said_without_a_witness() -> None:
    case = Case("pt", "en", (unit(0, SOURCE, TRANSLATION),))
    assert [type(answer) for answer in PutIn().find(case)] == [Unchecked]
    assert evidence(case) == [{}]
