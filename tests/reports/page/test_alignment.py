"""The page of an alignment."""

from collections.abc import Callable

import pytest

from tests.reports import samples
from tests.reports.page.conftest import Browser
from toolkit.model import Bead, Bitext, BitextSide, Mapped, Sentence
from toolkit.reports.html import Html
from toolkit.reports.page.alignment import alignment_page

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
Show = Callable[[str], Browser]


def side(path: str, language: str, *lines: str) -> BitextSide:
    return BitextSide(path, language, tuple(Sentence(Mapped(line, 0, 5)) for line in lines))


def bitext(*beads: Bead) -> Bitext:
    return Bitext(side(HOSTILE, "it", HOSTILE, "Due."), side("b.en.txt", "en", HOSTILE, "Two."), beads)


MIXED = bitext(
    Bead((0, 1), (0, 1), confidence=0.4), Bead((1, 2), (1, 1), confidence=0.99), Bead((2, 2), (1, 2), confidence=0.3)
)


def test_the_page_marks_what_is_uncertain_and_one_sided_and_escapes_hostile_text() -> None:
    page = alignment_page(MIXED)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert page.count('<tr class="doubtful">') == 1
    assert page.count('<tr class="alone">') == 2
    assert "only on the left" in page
    assert "only on the right, doubtful" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_writing_of_a_side_has_its_direction() -> None:
    page = alignment_page(Bitext(side("a", "he", "שלום."), side("b", "en", "Hello."), (Bead((0, 1), (0, 1)),)))
    assert '<td lang="he" dir="rtl">' in page
    assert '<td lang="en">' in page


@pytest.mark.browser
def test_it_looks_as_the_report_does_in_light_and_dark(show: Show) -> None:
    looks = """
      const of = (one) => { const s = getComputedStyle(document.querySelector(one)); return [s.fontFamily, s.color]; };
      const body = getComputedStyle(document.body);
      return [body.backgroundColor, body.fontFamily, ...of('.kicker'), ...of('h1')];
    """
    seen = []
    for text in (Html().render(samples.fidelity()), alignment_page(MIXED)):
        page = show(text)
        light = page.js(looks)
        page.media(prefers_color_scheme="dark")
        seen.append((light, page.js(looks)))
    assert seen[0] == seen[1]
    assert seen[0][0] != seen[0][1]


@pytest.mark.browser
def test_it_needs_no_sideways_scrolling_on_a_phone_and_can_show_what_is_uncertain_alone(show: Show) -> None:
    sure = Bead((0, 1), (0, 1), confidence=1.0)
    page = show(alignment_page(bitext(sure, Bead((1, 2), (1, 2), confidence=0.6))))
    page.width(390)
    assert page.js("return document.documentElement.scrollWidth") <= 390
    assert page.count("tbody tr") == 2
    page.click("#only")
    assert page.count("tbody tr") == 1
    label = "document.querySelector('.only label')"
    line = "parseFloat(getComputedStyle(document.body).lineHeight)"
    assert page.js(f"return {label}.offsetHeight < 2 * {line}")
    assert page.complaints() == []
    assert [url for url in page.requests() if not url.startswith("file:")] == []
