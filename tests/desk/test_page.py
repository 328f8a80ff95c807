"""The page in a real browser: a whole review by keyboard, two at once, and everybody can use it."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests.desk.conftest import Serve
from tests.desk.serving import Process, lines
from tests.reports.page.conftest import Browser, started

pytestmark = pytest.mark.browser

VIEWED = (
    "return [document.querySelector('#unit .head .quiet')?.textContent,"
    " document.querySelector('.card.current')?.dataset.number]"
)
DECIDED = "document.getElementById('progress-text').textContent"


OPENED = {
    "?": "document.getElementById('help').open",
    "mm": "document.querySelector('.small-form select') !== null",
    "e": "document.querySelector('textarea.edit') !== null",
    "c": "document.querySelector('.small-form textarea') !== null",
}
"""What keys open, and how it is seen."""


def until(page: Browser, script: str, wanted: Callable[[Any], bool] = bool) -> Any:
    """Wait until a script returns what is wanted, and return that."""
    found: list[Any] = []

    def asked(_: object) -> bool:
        found[:] = [page.js(f"return {script}")]
        return wanted(found[0])

    WebDriverWait(page.driver, 12, 0.02).until(asked, script)
    return found[0]


def open_desk(page: Browser, address: str) -> None:
    page.width(1400)
    page.media(prefers_color_scheme="light")
    page.driver.get("about:blank")  # another desk's page may still ask for what is gone
    page.complaints()
    page.requests()
    page.driver.get(address)
    until(page, "document.body.classList.contains('ready') && Boolean(document.querySelector('#unit .head'))")


def write(page: Browser, text: str) -> None:
    page.driver.execute_cdp_cmd("Input.insertText", {"text": text})


def escape(page: Browser) -> None:
    for kind in ("keyDown", "keyUp"):
        event = {"type": kind, "key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27}
        page.driver.execute_cdp_cmd("Input.dispatchKeyEvent", event)


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Another browser, of somebody else."""
    yield from started(tmp_path_factory.mktemp("second"))


def test_a_whole_review_by_keyboard_survives_a_reload_and_a_killed_server(chromium: Browser, article: Path) -> None:
    page, journal = chromium, article / "result" / "verdicts.jsonl"
    text = article / "summit.planted.en.txt"
    before = text.read_bytes()
    arguments = [article / "result", "--reviewer", "Anna"]
    desk = Process(*arguments, folder=article)
    open_desk(page, desk.address)
    assert "token" not in page.driver.current_url

    seen, decided = [page.js(VIEWED)], 0
    for step in range(30):
        page.press("j")
        until(page, f"(() => {{ {VIEWED} }})()", lambda now: now != seen[-1])
        seen.append(page.js(VIEWED))
        if step in (3, 8, 14, 20, 26):
            decided += 1
            page.press("f")
            until(page, f"{DECIDED}.startsWith('{decided} of')")
            page.press("k")
            until(page, "document.querySelector('.card.current.false_alarm') !== null")
    assert len({tuple(one) for one in seen}) == 31

    edited = []
    for words in ("Mended by hand.", "Mended, too."):
        page.press("J")
        page.press("e")
        edited.append(until(page, "document.querySelector('textarea.edit')?.value"))
        write(page, f" {words}")
        page.enter()
        until(page, "document.querySelector('textarea.edit') === null && Boolean(document.querySelector('.half .tag'))")
    page.js(
        "const text = document.getElementById('translation').firstChild; const range = document.createRange();"
        "range.setStart(text, 1); range.setEnd(text, 8); getSelection().removeAllRanges();"
        "getSelection().addRange(range);"
    )
    page.press("m")
    until(page, "document.activeElement.tagName === 'SELECT'")
    page.js("document.querySelector('.small-form').requestSubmit()")
    until(page, "document.querySelector('.card.missed.current') !== null")
    place = page.js(VIEWED)
    until(page, "document.getElementById('score-more').textContent", lambda said: "reviewed.txt" in said)

    page.driver.refresh()
    until(page, f"(() => {{ {VIEWED} }})()", lambda now: now == place)
    desk.kill()
    rows = lines(journal)
    reviewed = article / "summit.planted.en.reviewed.txt"
    reviewed.unlink()  # as if it had been killed before it came to write it

    desk = Process(*arguments, folder=article)
    open_desk(page, desk.address)
    assert page.js(f"return {DECIDED}").startswith("5 of")
    assert "1 missed" in page.js(f"return {DECIDED}")
    page.driver.get(f"{desk.address}&state=edited")
    until(page, "document.getElementById('count').textContent", lambda said: said.startswith("2 of"))
    until(page, "document.getElementById('score-more').textContent", lambda said: "reviewed.txt" in said)
    code, said = desk.interrupt()
    assert (code, "kept" in said) == (0, True)
    assert lines(journal) == rows
    kinds = [row["kind"] for row in rows]
    assert [kinds.count(kind) for kind in ("false_alarm", "edited", "missed", "saved")] == [5, 2, 1, 1]
    assert {row["reviewer"] for row in rows} == {"Anna"}
    assert text.read_bytes() == before
    new = reviewed.read_text(encoding="utf-8")
    assert all(f"{one} {words}" in new for one, words in zip(edited, ("Mended by hand.", "Mended, too."), strict=True))


def test_two_browsers_see_each_others_verdicts_and_that_they_differ(
    chromium: Browser, second: Browser, serve: Serve, article: Path
) -> None:
    client = serve(article / "result")
    address = f"{client.origin}/?token={client.token}"
    for page, name in ((chromium, "Anna"), (second, "Bruno")):
        open_desk(page, address)
        page.press("a")
        until(page, "document.getElementById('name').open")
        write(page, name)
        page.enter()
        until(page, "!document.getElementById('name').open")
    for page in (chromium, second):
        until(page, DECIDED, lambda said: said.startswith("1 of"))
        page.press("k")
        until(
            page, "document.querySelectorAll('.card')[0].querySelectorAll('.said li').length", lambda count: count == 2
        )
    second.press("f")
    until(chromium, DECIDED, lambda said: "1 disputed" in said)
    until(
        chromium,
        "document.querySelector('.said.apart')?.textContent",
        lambda said: bool(said) and "Bruno: false alarm" in said,
    )
    second.press("u")
    until(chromium, DECIDED, lambda said: said.startswith("1 of") and "disputed" not in said)


def test_everybody_can_use_it_on_a_screen_and_on_a_phone(chromium: Browser, serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    client.act("dismiss", client.get("/api/found")[0], "Bruno", finding=0, comment="No.")
    open_desk(chromium, f"{client.origin}/?token={client.token}")
    chromium.js(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    for width in (1400, 390):
        chromium.width(width)
        assert chromium.js("return document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            chromium.media(prefers_color_scheme=scheme)
            for opening in ("", *OPENED) if (width, scheme) == (1400, "light") else ("",):
                for key in opening:
                    chromium.press(key)
                if opening:
                    until(chromium, OPENED[opening])
                found = chromium.driver.execute_async_script(
                    "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((all) => done("
                    "all.violations.filter((one) => ['serious', 'critical'].includes(one.impact))"
                    ".map((one) => [one.id, one.nodes.map((node) => node.html)])))"
                )
                assert found == [], (width, scheme, opening)
                escape(chromium)
    assert chromium.complaints() == []
    assert [url for url in chromium.requests() if not url.startswith(client.origin)] == []


def test_words_can_be_picked_and_marked_by_keyboard_alone(chromium: Browser, serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    open_desk(chromium, f"{client.origin}/?token={client.token}&unit=1")
    chromium.js("localStorage.setItem('toolkit-desk-reviewer', 'Anna')")
    open_desk(chromium, f"{client.origin}/?unit=1")
    chromium.press("m")
    until(chromium, "getSelection().toString().trim() === 'Brussels'")
    for kind in ("keyDown", "keyUp"):
        event = {"type": kind, "key": "ArrowRight", "code": "ArrowRight", "windowsVirtualKeyCode": 39}
        chromium.driver.execute_cdp_cmd("Input.dispatchKeyEvent", event)
    chromium.press("m")
    words = until(chromium, "document.querySelector('.small-form q')?.textContent")
    assert words
    assert words in client.get("/api/units/1")["text"]
    chromium.js("document.querySelector('.small-form').requestSubmit()")
    until(chromium, "document.querySelector('.card.missed.current') !== null")
    assert client.get("/api/units/1")["missed"][0]["words"] == words


def test_back_returns_to_the_place_before_a_search(chromium: Browser, serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    open_desk(chromium, f"{client.origin}/?token={client.token}")
    chromium.press("jjj")
    place = chromium.js(VIEWED)
    until(chromium, f"(() => {{ {VIEWED} }})()", lambda now: now == chromium.js(VIEWED))
    place = chromium.js(VIEWED)
    chromium.press("/")
    write(chromium, "Bruxelles")
    until(chromium, "document.getElementById('count').textContent", lambda said: " of " in said)
    until(chromium, "location.search", lambda said: "text=Bruxelles" in said)
    chromium.driver.back()
    until(chromium, "document.getElementById('count').textContent", lambda said: " of " not in said)
    until(chromium, f"(() => {{ {VIEWED} }})()", lambda now: now == place)


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u0000 \U0001f600 =cmd() {{ key }} & \ud800"


def test_hostile_texts_stay_texts(chromium: Browser, serve: Serve, article: Path) -> None:
    result = article / "result" / "comparison.json"
    data = json.loads(result.read_text(encoding="utf-8"))
    unit = max(data["units"], key=lambda one: one["suspicion"])
    long = f"{HOSTILE} {'word ' * 200_000}"
    for side, text in (("source", HOSTILE), ("translation", long)):
        unit[side]["text"] = text
        unit[side]["sentences"] = [{**unit[side]["sentences"][0], "text": text}]
    for finding in data["findings"]:
        finding |= {"message": HOSTILE, "suggestion": HOSTILE, "check": HOSTILE, "evidence": [HOSTILE]}
    data["document"]["path"] = f"{article}/{HOSTILE[:24]}.txt"
    result.write_text(json.dumps(data), encoding="utf-8")
    client = serve(article / "result")
    number = client.get("/api/found")[0]
    client.act("comment", number, HOSTILE.replace("\ud800", "")[:70], comment=HOSTILE)
    open_desk(chromium, f"{client.origin}/?token={client.token}")
    shown = "return JSON.stringify(document.getElementById(arguments[0]).textContent)"
    assert json.loads(chromium.js(shown, "translation")) == long[:20_000]
    assert json.loads(chromium.js(shown, "source")) == HOSTILE
    assert client.get(f"/api/units/{number}")["text"] == long
    for place in (".card.current .message", ".comments .by", ".comments"):
        assert chromium.js("return document.querySelector(arguments[0]).textContent.includes('<script>')", place)
    assert chromium.count("#unit script, #unit img, #queue img") == 0
    chromium.press("j")
    until(chromium, "document.querySelector('#unit .head') !== null")
    assert chromium.complaints() == []


def test_keys_decide_grade_and_lead_on(chromium: Browser, serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    open_desk(chromium, f"{client.origin}/?token={client.token}")
    chromium.js("localStorage.setItem('toolkit-desk-reviewer', 'Anna')")
    open_desk(chromium, f"{client.origin}/")
    number = client.get("/api/found")[0]
    state = "document.querySelector('.card.current .sev').textContent"
    chromium.press("3")
    until(chromium, f"{state} === 'Error · critical'")
    chromium.press("g")
    until(chromium, "document.activeElement.matches('select.category')")
    chromium.js(
        "const select = document.activeElement; select.value = 'style/awkward-style';"
        "select.dispatchEvent(new Event('change', {bubbles: true})); select.blur()"
    )
    until(chromium, "document.querySelector('.card.current .meta').textContent === 'style/awkward-style'")
    finding = client.get(f"/api/units/{number}")["findings"][0]
    assert (finding["state"], finding["severity"], finding["category"]) == (
        "confirmed",
        "critical",
        "style/awkward-style",
    )
    chromium.press("n")
    until(chromium, f"{state}.startsWith('Issue')")
    chromium.press("t")
    until(chromium, f"{DECIDED}.startsWith('2 of')")
    chromium.press("b")
    until(chromium, "document.querySelector('[data-panel=engines] .panel-body').textContent.includes('No engine')")
    chromium.press("r")
    until(chromium, "document.getElementById('status').textContent === 'Read.'")
    assert client.get("/api/units/" + str(number))["read"] == ["Anna"]
    score = client.get("/api/changes?since=0")["score"]
    assert (score["points"], score["counts"]["critical"]) == (25 + 5 * score["counts"].get("major", 0), 1)
    chromium.press("?")
    until(chromium, "document.getElementById('help').open")
    chromium.press("j")  # no key goes through an open help
    escape(chromium)
    chromium.press("w")
    until(chromium, "location.search.includes('order=text')")


def test_a_filter_leads_to_the_finding_that_it_is_for(chromium: Browser, serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    rows = [client.get(f"/api/units/{number}") for number in client.get("/api/found")[:20]]
    view = next(view for view in rows if len({one["check"] for one in view["findings"]}) > 1)
    check = view["findings"][-1]["check"]
    first = next(at for at, one in enumerate(view["findings"]) if one["check"] == check)
    open_desk(chromium, f"{client.origin}/?token={client.token}&check={check}&unit={view['number']}")
    assert chromium.js("return document.querySelector('.card.current').dataset.number") == str(first)
    assert check in chromium.text(".card.current .check")


def test_what_a_page_was_left_with_is_sent_when_it_is_opened_again(
    chromium: Browser, serve: Serve, article: Path
) -> None:
    client = serve(article / "result")
    open_desk(chromium, f"{client.origin}/?token={client.token}")
    chromium.js("localStorage.setItem('toolkit-desk-reviewer', 'Anna')")
    open_desk(chromium, f"{client.origin}/")
    chromium.js("window.fetch = () => new Promise(() => {})")
    chromium.press("a")
    until(chromium, "sessionStorage.getItem('desk-pending').includes('accept')")
    assert not (article / "result" / "verdicts.jsonl").exists()
    chromium.driver.refresh()
    until(chromium, f"{DECIDED}.startsWith('1 of')")
    assert len(lines(article / "result" / "verdicts.jsonl")) == 1
