"""Headless Chromium for the tests of pages."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

_SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1000",
)


class Browser:
    """A page in Chromium, and what it asked of the network and said on the console."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def press(self, keys: str) -> None:
        for key in keys:
            text = {"text": key} if len(key) == 1 else {}
            for kind in ("keyDown", "keyUp"):
                event = {"type": kind, "key": key, **(text if kind == "keyDown" else {})}
                self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", event)

    def enter(self) -> None:
        for kind in ("keyDown", "keyUp"):
            event = {"type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
            self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", event | ({"text": "\r"} if kind == "keyDown" else {}))

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def count(self, selector: str) -> int:
        """Return how many elements match and can be seen."""
        found = self.js(
            "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).length",
            selector,
        )
        return int(found)

    def text(self, selector: str) -> str:
        return str(self.js("return document.querySelector(arguments[0]).textContent", selector)).strip()

    def media(self, **features: str) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"media": "", "features": [{"name": name.replace("_", "-"), "value": features[name]} for name in features]},
        )

    def width(self, pixels: int) -> None:
        size = {"width": pixels, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the last call."""
        events = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries

    def complaints(self) -> list[str]:
        """Return what the page's console said since the last call."""
        return [entry["message"] for entry in self._log("browser")]


def started(profile: Path) -> Iterator[Browser]:
    """Give a browser with a profile of its own."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("chromium and chromium-driver are not installed")
    options = Options()
    options.binary_location = program
    for switch in (*_SWITCHES, f"--user-data-dir={profile}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = Chrome(options=options, service=Service(driver))
    yield Browser(browser)
    browser.quit()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests of a session."""
    yield from started(tmp_path_factory.mktemp("profile"))


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Callable[[str], Browser]:
    """Open a page from a file, in a desktop window with light colours, and give the browser."""

    def opened(text: str) -> Browser:
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        chromium.width(1400)
        chromium.media(prefers_color_scheme="light")
        chromium.requests()
        chromium.complaints()
        chromium.driver.get(path.as_uri())
        chromium.js("try { localStorage.clear() } catch {}")
        return chromium

    return opened
