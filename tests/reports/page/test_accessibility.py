"""Whether everybody can use the pages: axe-core (https://github.com/dequelabs/axe-core) in a real browser."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from tests.reports import samples
from tests.reports.page.conftest import Browser
from toolkit.reports.html import Html
from toolkit.reports.page.said import Box, Line, Said, with_said

pytestmark = pytest.mark.browser

Show = Callable[[str], Browser]
AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """
  const done = arguments[arguments.length - 1];
  const wanted = { resultTypes: ["violations"] };
  axe.run(document, wanted).then((found) => done(found.violations), (error) => done(String(error)));
"""
SAID = Said(
    {1: Box((Line("False alarm", "Ada", more="No."),), "dismissed"), 2: Box((Line("Confirmed", "Béla"),), "right")},
    {
        2: Box((Line("Marked", "Ada", "the port", "style, minor"),), "right"),
        5: Box((Line("New text", "Ada"),), "settled"),
    },
    "MQM score 98.8: 12.4 penalty points in 1,000 words",
    ("Reviewed by Ada, Béla.",),
    1,
)


def violations(page: Browser) -> list[str]:
    """Return what stops people, a line each: the rule, and the places."""
    page.js(AXE)
    found: Any = page.driver.execute_async_script(RUN)
    assert isinstance(found, list), found
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {[node['html'][:100] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] != "minor"
    ]


@pytest.mark.parametrize(
    ("kind", "scheme"), [("stability", "light"), ("guarded", "dark"), ("reviewed", "light"), ("reviewed", "dark")]
)
def test_nothing_in_a_report_stops_those_who_cannot_see_it_well_or_use_a_mouse(
    show: Show, kind: str, scheme: str
) -> None:
    outcome = {"stability": samples.stability, "guarded": samples.guarded}.get(kind, samples.fidelity)()
    html = Html().render(outcome)
    page = show(with_said(html, SAID) if kind == "reviewed" else html)
    page.media(prefers_color_scheme=scheme)
    page.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.press("j")
    assert violations(page) == []


def test_what_was_dismissed_can_be_hidden_and_shown_again(show: Show) -> None:
    page = show(with_said(Html().render(samples.fidelity()), SAID))
    every = page.count(".note")
    assert page.count(".said") == 4
    page.click("#without-dismissed")
    assert (page.count(".note"), page.count("#f1")) == (every - 1, 0)
    assert f"Showing {every - 1} of" in page.text("#status")
    page.click("#without-dismissed")
    assert page.count(".note") == every
    page.width(390)
    assert page.js("return document.documentElement.scrollWidth <= innerWidth")
