"""How alike versions are worded, and that a likelihood is compared between like wordings alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.config.loading import load
from toolkit.evaluation.significance.versions import FairMeasure, measures, rankings
from toolkit.evaluation.significance.wording import Wordings
from toolkit.run.versions.rows import VersionRow
from toolkit.run.versions.versions import Version, Versions

FIRST = "The harbour of Vell was closed for nine long months and opened again in the spring."
EDITED = "The harbour of Vell was shut for nine long months and opened again in spring."
OTHER = "It took Vell three quarters of a year until ships could come back, after winter."


def version(name: str, *texts: str, quality: float | None = None) -> Version:
    return Version(name, tuple(VersionRow(text, quality=quality, suspicion=0.0) for text in texts))


@given(st.lists(st.text(alphabet="ab c", max_size=12), min_size=1, max_size=5))
def test_a_version_is_worded_as_itself_and_likeness_has_no_direction(texts: list[str]) -> None:
    wordings = Wordings([version("a", *texts), version("b", *texts[::-1])])
    assert wordings.shared("a", "a") == 1
    assert wordings.shared("a", "b") == wordings.shared("b", "a")
    assert 0 <= wordings.shared("a", "b") <= 1


def test_an_edited_version_is_alike_and_another_translation_is_not() -> None:
    wordings = Wordings([version("a", FIRST), version("b", EDITED), version("c", OTHER)])
    assert wordings.alike("a", "b")
    assert not wordings.alike("a", "c")
    assert not wordings.all_alike


@pytest.mark.parametrize(("text", "verdict"), [(EDITED, "better"), (OTHER, "worded too differently")])
def test_likelihood_tells_apart_what_is_worded_alike_and_nothing_else(text: str, verdict: str) -> None:
    found = Versions(
        (version("a", *[FIRST] * 30, quality=-2.0), version("b", *[text] * 30, quality=-4.0)),
        ("Il porto di Vell rimase chiuso.",) * 30,
    )
    statistics = measures(found, load({"version": 1}, engines=False))
    (quality,) = (one for one in rankings(statistics, found=found, trials=199) if one.metric == "quality")
    assert [one.verdict for one in quality.contrasts] == [verdict]
    assert (quality.contrasts[0].p is None) == (verdict != "better")
    assert isinstance(FairMeasure("issues", statistics["issues"], found).beside("a", "b"), tuple)
