"""How likely each word is, in a real browser: the switch works with and without script, and never by colour alone."""

from collections.abc import Callable

import pytest

from tests.reports import testimonies
from tests.reports.page.conftest import Browser
from toolkit.reports.html import Html

pytestmark = pytest.mark.browser

Show = Callable[[str], Browser]
LINES = """
  return [1, 2, 3].map((step) => {
    const style = getComputedStyle(document.querySelector(`#u2 .two .t${step}`));
    return [style.borderBottomStyle, style.backgroundColor];
  })
"""
NONE = ["none", "rgba(0, 0, 0, 0)"]
# What is found under the middle of the first unlikely word, as a tooltip looks for it.
UNDER = """
  const word = document.querySelector("#u2 .two .t");
  word.scrollIntoView({ block: "center" });
  const box = word.getBoundingClientRect();
  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).title;
"""


def without_script(text: str) -> str:
    return text.replace("<script>", "<template>").replace("</script>", "</template>")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_words_are_tinted_only_while_the_switch_is_on_each_step_with_a_line_of_its_own(
    show: Show, *, script: bool
) -> None:
    text = Html().render(testimonies.heard())
    page = show(text if script else without_script(text))
    assert page.js(LINES) == [NONE] * 3
    assert page.js(UNDER) == ""
    assert page.count(".likely .legend") == 0
    page.click("#likely")
    lines = page.js(LINES)
    assert [line for line, _ in lines] == ["dotted", "dashed", "double"]
    assert len({colour for _, colour in lines}) == 3
    assert page.js(UNDER) == "8.5 nats less likely than “delayed” or “put”"
    assert page.count(".likely .legend") == 1
    page.click("#likely")
    assert page.js(LINES) == [NONE] * 3


def test_the_key_l_is_the_switch_too(show: Show) -> None:
    page = show(Html().render(testimonies.heard()))
    page.press("l")
    assert page.js("return document.getElementById('likely').checked")
    page.press("l")
    assert not page.js("return document.getElementById('likely').checked")


def test_a_finding_is_still_chosen_by_a_click_on_a_tinted_word_in_it(show: Show) -> None:
    page = show(Html().render(testimonies.heard()))
    page.click("#likely")
    page.click("#u2 mark .t")
    assert page.js("return document.querySelector('.note.current').dataset.n") == "1"


def test_hostile_words_of_witnesses_are_shown_and_never_run(show: Show) -> None:
    page = show(Html().render(testimonies.hostile()))
    page.click("#likely")
    page.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.js("return window.attacked ?? null") is None
    assert page.js("return document.querySelectorAll('img, u, i, b:not(.suggestion b), main script').length") == 0
    assert page.complaints() == []
    assert [url for url in page.requests() if not url.startswith("file:")] == []


@pytest.mark.parametrize("make", [testimonies.heard, testimonies.hostile])
def test_a_phone_screen_needs_no_sideways_scrolling_for_it(show: Show, make: Callable[[], object]) -> None:
    page = show(Html().render(make()))  # type: ignore[arg-type]
    page.width(360)
    page.js("document.getElementById('likely').scrollIntoView({ block: 'center' })")
    page.click("#likely")
    page.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.js("return document.documentElement.scrollWidth") <= 360
