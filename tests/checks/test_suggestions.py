"""Every suggestion, applied to the file, removes its finding, breaks no markup and makes no new one.

Over all checks (their cases, and texts made of what they look for) and all formats that hold running text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from tests.checks.test_cases import CHECKS, build, read
from toolkit import Text, ToolkitError, plugins
from toolkit.plugins.contracts import ReadingText
from toolkit.run.results import PlacedFinding

_SUFFIXES = [
    reader().suffixes[0]
    for reader in (plugins.get("readers", name) for name in plugins.names("readers"))
    if isinstance(reader(), ReadingText)
]
_PLACES = [
    *("The mayor opened {} of Brindola. ", "He saw that {} was shut, and left. ", "Nobody knew **{}** there.\n"),
    *(
        "\n> We all saw {} from\n> the quay today.\n\n",
        "\n- They sold {} to us.\n",
        "The [{}](https://a.example/a) is new. ",
    ),
]
_THINGS = [
    *("the port", "the the port", "the  port", "the port ,", "the port,", "the port—-a quay", "the port -- a quay –"),
    *(
        "the port – a quay –",
        "“the port”",
        '"the port"',
        "«the port»",
        "„the\nport“",
        "“the port",
        "(the port",
        "the port)",
    ),
    *(
        "the\nthe port",
        "the** the port",
        "the](b) the port",
        "the&nbsp;the port",
        "the | the port",
        "the <b>the</b> port",
    ),
    *(
        "the caf&eacute; caf&eacute;",
        "the cafÃ©",
        "what heâ€™d like",
        "the caf\ufffd",
        "the \u202eport\u202c",
        "the p\x07ort",
    ),
    *(
        "four hun-\ndred boats",
        "hun-\ndred hun-\ndred boats",
        "teh port",
        "the port .And",
        "the italian port",
        "a old port",
    ),
]


@cache
def found(text: str, source: str | None, languages: tuple[str, str], suffix: str) -> tuple[PlacedFinding, ...] | None:
    """Return the findings in a text; None where it is none in this format, or not in this language."""
    original = None if source is None else Text(source, f"original{suffix}")
    try:
        return toolkit.check(Text(text, f"text{suffix}"), original, languages=languages, cache=False).findings
    except ToolkitError:
        return None


def faults(text: str, source: str | None, languages: tuple[str, str], suffix: str) -> list[str]:
    """Return what is wrong with the suggestions for a text."""
    before = found(text, source, languages, suffix) or ()
    wrong = []
    for one in before:
        if one.suggestion is None:
            continue
        applied = text[: one.start] + one.suggestion + text[one.end :]
        after = found(applied, source, languages, suffix)
        if after is None:
            continue  # a word, or nothing, is left
        known = [_moved(other, one.end, len(applied) - len(text)) for other in before if other is not one]
        what = f"{one.check}: {one.message!r} -> {one.suggestion!r}: {applied!r}"
        wrong += [f"{what} has {other.check}: {other.message!r}" for other in _new(after, known)]
    return wrong


def _moved(one: PlacedFinding, behind: int, shift: int) -> PlacedFinding:
    start, end = (place + shift if place >= behind else place for place in (one.start, one.end))
    return replace(one, start=start, end=end)


def _new(found: Sequence[PlacedFinding], known: list[PlacedFinding]) -> Iterator[PlacedFinding]:
    """Yield the findings that were not there before: not by the same check at this place, nor with the same words."""
    left = []
    for one in found:
        at_place = [
            each for each in known if each.check == one.check and each.start <= one.end and one.start <= each.end
        ]
        if at_place:
            known.remove(at_place[0])
        else:
            left.append(one)
    for one in left:
        same = [each for each in known if (each.check, each.message) == (one.check, one.message)]
        if same:
            known.remove(same[0])
        else:
            yield one


def test_there_are_formats() -> None:
    assert {".txt", ".md"} <= set(_SUFFIXES)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", _SUFFIXES)
@pytest.mark.parametrize("check", CHECKS)
def test_what_a_case_is_told_can_be_put_in_its_place(check: str, suffix: str) -> None:
    wrong = []
    for row in read(check)["flagged"]:
        if not row.get("options") and not row.get("tagged"):  # what is tagged stands in files of translators
            built = build(row)
            assert built.document is not None
            text, source = built.document.text, built.source_document.text if built.source_document else None
            wrong += faults(text, source, (built.source_language, built.translation_language), suffix)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("suffix", _SUFFIXES)
@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke.  The crowd  left. \u00a0Nobody stayed .\n",
        "The mayor opened [the](https://a.example/the) the port.\n",
        "The **the** port. The | the port.\n\n| Who opened the | the harbour |\n|---|---|\n| Anna | the | the |\n",
        "She met him at the caf&eacute; caf&eacute; by the quay. He said &laquo;no&raquo; to us.\n",
        "They spoke of „a start“, of «an end» and of „a\nmiddle“ on monday.\n",
        "The pier -- or what is left -- is shut -- for now.\n",
        "The cafÃ© heâ€™d like is shut. The gate \u202eopens\u202c at nine.\n",
        "There are four hun-\ndred hun-\ndred boats.\n",
        "> The mayor opened the\n> the port and the\n> harbour harbour .\n",
    ],
)
def test_what_is_suggested_can_be_put_in_its_place(text: str, suffix: str) -> None:
    if suffix in (".html", ".htm", ".xhtml") and "|" in text:
        pytest.skip("a table of Markdown is no text of a page")
    assert not faults(text, None, ("it", "en"), suffix)


@pytest.mark.slow
@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(_PLACES), st.sampled_from(_THINGS)), min_size=1, max_size=3),
    st.sampled_from(_SUFFIXES),
)
def test_what_is_suggested_holds_beside_other_faults_and_markup(parts: list[tuple[str, str]], suffix: str) -> None:
    assert not faults("".join(place.format(thing) for place, thing in parts), None, ("it", "en"), suffix)
