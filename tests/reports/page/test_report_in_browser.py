"""The report driven in a real browser."""

import re
from collections.abc import Callable

import pytest

from tests.reports import samples
from tests.reports.batches import index
from tests.reports.page.conftest import Browser
from toolkit.model import Comparison
from toolkit.reports.html import Html
from toolkit.reports.page.batch import DocumentRow, row

pytestmark = pytest.mark.browser

Show = Callable[[str], Browser]
CURRENT = "return document.querySelector('.note.current')?.dataset.n ?? null"
IN_VIEW = """
  const box = document.querySelector(arguments[0]).getBoundingClientRect();
  const covered = document.getElementById('bar').getBoundingClientRect().bottom;
  return box.top >= covered - 1 && box.top < innerHeight;
"""
BACKGROUND = "return getComputedStyle(document.body).backgroundColor"


def choose(page: Browser, name: str, value: str) -> None:
    page.js(
        "const field = document.getElementById('bar').elements[arguments[0]]; field.value = arguments[1];"
        "field.dispatchEvent(new Event('change', { bubbles: true }))",
        name,
        value,
    )


@pytest.mark.parametrize(
    "outcome",
    [
        samples.fidelity(),
        samples.stability(),
        samples.guarded(),
        samples.hostile(),
        samples.clean(),
        samples.bare(),
        samples.failure(),
    ],
    ids=["fidelity", "stability", "guarded", "hostile", "clean", "bare", "failure"],
)
def test_a_report_asks_nothing_of_the_network_and_says_nothing_on_the_console(show: Show, outcome: object) -> None:
    page = show(Html().render(outcome))  # type: ignore[arg-type]
    page.press("jjke?")
    assert [url for url in page.requests() if not url.startswith("file:")] == []
    assert page.complaints() == []


def test_hostile_text_is_shown_and_never_run(show: Show) -> None:
    page = show(Html().render(samples.hostile()))
    assert page.js("return window.attacked ?? null") is None
    assert page.js("return document.querySelectorAll('img, u, i, main script').length") == 0
    assert page.js("return document.querySelector('#u1 .two .text').firstChild.textContent") == "<script>w"
    assert "{{ 7 * 7 }}" in page.text("#u6 .two .text")


def test_the_policy_stops_a_script_that_somehow_got_in(show: Show) -> None:
    text = Html().render(samples.bare())
    page = show(text.replace("<main", "<script>window.attacked = 9</script><main", 1))
    assert page.js("return window.attacked ?? null") is None
    assert any("Content Security Policy" in complaint for complaint in page.complaints())


def test_a_check_leaves_only_its_findings_and_their_units(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    assert (page.count("article.unit"), page.count(".note")) == (14, 12)
    choose(page, "check", "names")
    assert (page.count("article.unit"), page.count(".note")) == (2, 2)
    assert page.count("mark.error") == 0
    assert page.text("#status") == "Showing 2 of 12 findings and 2 of 14 units."
    assert page.count("a.m.out") == 12


def test_severity_and_blame_narrow_further_and_everything_can_be_shown_again(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    page.click("input[value=error]")
    assert page.count(".note.error") == 0
    assert page.count(".note") == 7
    choose(page, "blame", "unclear")
    assert page.count(".note") == 1
    assert page.text(".note:not([hidden]) .check") == "names"
    page.click("input[value=warning]")
    assert page.count("article.unit") == 0
    page.click("#reset")
    assert (page.count("article.unit"), page.count(".note"), page.text("#status")) == (14, 12, "")


def test_units_without_findings_can_be_left_out(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    choose(page, "units", "found")
    assert page.count("article.unit") == 7


def test_where_findings_overlap_hiding_the_worse_one_shows_the_other(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    both = "mark[data-f='2 3'], mark[data-f='3 2']"
    overlap = page.js("return document.querySelector(arguments[0])?.textContent", both)
    assert overlap == "date"
    assert page.count(f"mark.error:is({both})") == 1
    page.click("input[value=error]")
    assert page.count(f"mark.error:is({both})") == 0
    assert page.count(f"mark.info:is({both})") == 1


def test_j_and_k_walk_through_the_findings_and_bring_them_into_view(show: Show) -> None:
    page = show(Html().render(samples.large(300)))
    page.press("jjj")
    assert page.js(CURRENT) == "3"
    assert page.js(IN_VIEW, ".note.current")
    assert page.text("#position") == "3 / 43"
    assert page.js("return document.activeElement.id") == "f3"
    page.press("k")
    assert page.js(CURRENT) == "2"
    page.press("kk")
    assert page.js(CURRENT) == "43"
    assert page.js(IN_VIEW, ".note.current")


def test_j_passes_over_what_the_filters_hide(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    choose(page, "check", "untranslated")
    page.press("j")
    assert page.text(".note.current .check") == "untranslated"
    assert page.text("#position") == "1 / 1"


def test_keys_in_a_choice_box_are_left_to_it(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    page.js("document.querySelector('select[name=check]').focus()")
    page.press("j")
    assert page.js(CURRENT) is None


def test_a_mark_of_the_map_jumps_to_its_unit(show: Show) -> None:
    page = show(Html().render(samples.large(2000)))
    for unit in (1401, 1900, 8):
        page.click(f"a.m[data-u='{unit}']")
        assert page.js(IN_VIEW, f"#u{unit}")
        assert page.js("return document.querySelector('article.current').id") == f"u{unit}"
    assert page.js("return document.querySelectorAll('a.m[aria-current]').length") == 1


def test_a_jump_to_a_hidden_unit_shows_everything_again(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    choose(page, "check", "omission")
    page.click("a.m[data-u='14']")
    assert page.count("article.unit") == 14
    assert page.js(IN_VIEW, "#u14")


def test_the_map_is_one_stop_for_the_tab_key_and_the_arrows_move_in_it(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    assert page.js("return document.querySelectorAll('a.m[tabindex=\"0\"]').length") == 1
    page.js("document.querySelector('a.m').focus()")
    page.js("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))")
    assert page.js("return document.activeElement.dataset.u") == "2"


def test_e_and_enter_open_and_close_the_evidence_of_the_current_finding(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    assert page.count(".witness") == 0
    page.press("je")
    assert page.count("#u2 .witness") == 2
    page.enter()
    assert page.count(".witness") == 0
    page.click("#u4 summary")
    assert page.count("#u4 .witness") == 2


def test_the_evidence_marks_what_each_engine_changed(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    page.click("#u2 summary")
    first = "#u2 .witness dd"
    assert page.text(f"{first} ins") == "comitato"
    assert page.text(f"{first} del") == "consiglio"
    assert "came back as" in page.text("#u2 .loss")


def test_worst_first_and_back(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    first = "return [...document.querySelectorAll('article.unit')].slice(0, 3).map((unit) => unit.id)"
    page.press("w")
    assert page.js(first) == ["u3", "u10", "u6"]
    page.press("j")
    assert page.js("return document.querySelector('.note.current').closest('article').id") == "u3"
    page.press("w")
    assert page.js(first) == ["u1", "u2", "u3"]


def test_dark_follows_the_system_and_the_button_overrules_it(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    light = page.js(BACKGROUND)
    page.media(prefers_color_scheme="dark")
    dark = page.js(BACKGROUND)
    assert light != dark
    page.click("#theme")
    assert page.js(BACKGROUND) == light
    page.click("#theme")
    assert page.js(BACKGROUND) == dark


def test_help_opens_with_a_question_mark_and_closes(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    page.press("?")
    assert page.js("return document.getElementById('help').open")
    page.click("#help button")
    assert not page.js("return document.getElementById('help').open")


@pytest.mark.parametrize("outcome", [samples.fidelity(), samples.stability(), samples.hostile()])
def test_a_phone_screen_needs_no_sideways_scrolling(show: Show, outcome: object) -> None:
    page = show(Html().render(outcome))  # type: ignore[arg-type]
    page.width(360)
    page.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.js("return document.documentElement.scrollWidth") <= 360


def test_the_words_of_a_message_are_quoted_as_they_stand(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    first = "getComputedStyle(document.querySelector('.message'), '::first-letter')"
    assert page.js(f"return {first}.textTransform") == "none"


@pytest.mark.parametrize("outcome", [samples.fidelity(), samples.large(1400)], ids=["fidelity", "large"])
def test_the_bar_is_one_row_on_a_desktop(show: Show, outcome: Comparison) -> None:
    page = show(Html().render(outcome))
    page.width(1385)  # 1400 with a scroll bar
    choose(page, "check", max((finding.check for finding in outcome.findings), key=len))
    middles = "[...bar.querySelectorAll('select, button, .chip')].map((one) => one.getBoundingClientRect())"
    rows = page.js(f"return {middles}.map((box) => Math.round((box.top + box.bottom) / 2))")
    assert max(rows) - min(rows) <= 1


def test_what_walks_through_the_findings_covers_no_part_of_a_line_on_a_phone(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    page.width(390)
    box = page.js("return document.querySelector('.walk').getBoundingClientRect().toJSON()")
    assert (box["left"], box["right"], box["bottom"]) == (0, page.js("return document.body.clientWidth"), 1000)
    # Units out of sight have a guessed height, so that the end of the page would move while one scrolls to it.
    page.js("document.querySelectorAll('.unit').forEach((one) => { one.style.contentVisibility = 'visible'; })")
    page.js("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.js("return document.querySelector('footer').getBoundingClientRect().bottom") <= box["top"]


@pytest.mark.parametrize("units", [80, 300, 1400])
def test_the_map_of_a_whole_article_needs_no_scrolling_on_a_phone(show: Show, units: int) -> None:
    page = show(Html().render(samples.large(units)))
    page.width(390)
    assert page.js("return map.scrollHeight <= map.clientHeight")


def test_the_number_of_a_unit_stays_with_its_word(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    named = "[...document.querySelectorAll('.first .quiet, .note .place')]"
    for text in page.js(f"return {named}.map((one) => one.textContent)"):
        assert re.match(r"(unit|line)\N{NO-BREAK SPACE}\d", text), text


def test_a_batch_shows_its_errors_and_what_its_worst_unit_means_on_a_phone(show: Show) -> None:
    rows = [row("a/folder/with/a/long/name/article.en.txt", samples.fidelity(), "b/report.html", None)]
    page = show(index(rows))
    page.width(390)
    cells = "[...document.querySelectorAll('#documents tr *')]"
    assert page.js(f"return Math.max(...{cells}.map((one) => one.getBoundingClientRect().right))") <= 390
    assert page.js("return document.documentElement.scrollWidth") <= 390
    labels = "return [...document.querySelectorAll('#documents td')].map((one) => one.dataset.label)"
    assert page.js(labels)[1:] == ["errors", "warnings", "notes", "worst unit", "neural via pt", "rules via es"]
    assert "not the probability of an error" in page.text("main, body")


def test_many_documents_are_shown_a_page_at_a_time_and_what_is_left_out_is_said(show: Show) -> None:
    rows = [DocumentRow(f"{number:03}.en.txt", units=1, errors=number, id=str(number)) for number in range(260)]
    page = show(index(rows, most=230))
    assert "Shown are the 230 documents with most to look at, of 260." in page.text(".left-out")
    seen = "[...document.querySelectorAll('#documents tbody tr:not([hidden])')]"
    names = f"return {seen}.map((one) => one.cells[0].dataset.value)"
    assert page.js(names) == [f"{number:03}.en.txt" for number in range(259, 159, -1)]
    page.click("#after")
    page.click("#after")
    assert page.js(names) == [f"{number:03}.en.txt" for number in range(59, 29, -1)]
    assert page.text("#range") == "201–230 of 230"
    page.js("document.querySelector('#documents th:nth-child(3) button').focus()")
    page.enter()
    page.enter()
    assert page.js(names)[:2] == ["030.en.txt", "031.en.txt"]
    page.js("document.querySelector('#find').focus()")
    page.press("25")
    assert page.js(names) == [f"{number:03}.en.txt" for number in (125, 225, *range(250, 260))]


def test_paper_gets_no_controls_and_light_colours(show: Show) -> None:
    page = show(Html().render(samples.fidelity()))
    page.click("#theme")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert page.count("#bar, .status") == 0
    assert page.js(BACKGROUND) == "rgb(255, 255, 255)"
    assert page.count("article.unit") == 14


def test_without_script_everything_can_still_be_read(show: Show) -> None:
    text = Html().render(samples.fidelity())
    page = show(text.replace("<script>", "<template>").replace("</script>", "</template>"))
    assert page.count("#bar") == 0
    assert (page.count("article.unit"), page.count(".note")) == (14, 12)
    page.click("#u2 summary")
    assert page.count("#u2 .witness") == 2


def test_the_table_of_a_batch_sorts_by_any_column_and_back(show: Show) -> None:
    rows = [
        row("a.en.txt", samples.clean(), "a/report.html", None),
        row("lost.en.txt", None, None, "not UTF-8"),
        row("b.en.txt", samples.fidelity(), "b/report.html", None),
    ]
    page = show(index(rows))
    order = "return [...document.querySelectorAll('#documents tbody tr')].map((row) => row.cells[0].dataset.value)"
    assert page.js(order) == ["b.en.txt", "a.en.txt", "lost.en.txt"]
    page.click("th:nth-child(3) button")
    assert page.js(order) == ["b.en.txt", "a.en.txt", "lost.en.txt"]
    page.click("th:nth-child(3) button")
    assert page.js(order) == ["a.en.txt", "b.en.txt", "lost.en.txt"]
    assert page.js("return document.querySelector('th:nth-child(3)').getAttribute('aria-sort')") == "ascending"
    page.click("th:nth-child(1) button")
    assert page.js(order) == ["a.en.txt", "b.en.txt", "lost.en.txt"]
    assert page.complaints() == []
    assert [url for url in page.requests() if not url.startswith("file:")] == []
