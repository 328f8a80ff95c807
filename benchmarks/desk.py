"""How long the desk keeps a reviewer waiting, in Chromium, with 5,000 units: ``python -m benchmarks.desk``.

Printed are: the page's first paint and when it can be used, counted from the request; a step to the next finding
(``j``) and a decision (``a``, with the fsync of its verdict behind it), each from the key to the frame that shows it; a
scroll through the whole queue; and a search. Texts are those of ``corpora/newsroom``, over and over; what is "found" in
them is made up.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.desk.opening import open_all
from toolkit.desk.server.serving import desk, in_background

_CORPUS = Path(__file__).resolve().parents[1] / "corpora" / "newsroom" / "pairs.jsonl"
_FRAME = """
const key = arguments[0], done = arguments[1], start = performance.now();
document.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
"""
_READY = "return document.body.classList.contains('ready') && Boolean(document.querySelector('.card.current'))"
_PAINTED = """
const paint = performance.getEntriesByName('first-contentful-paint')[0];
return paint ? paint.startTime : null;
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--units", type=int, default=5000)
    options.add_argument("--steps", type=int, default=200)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = json.dumps(comparison(chosen.units))
        (folder / "comparison.json").write_text(data, encoding="utf-8")
        start = time.perf_counter()
        ready = desk(open_all([folder], lambda _: {}))
        opened = time.perf_counter() - start
        thread = in_background(ready)
        print(f"{chosen.units:,} units, comparison.json of {len(data) / 1e6:.1f} MB, read in {opened:.2f} s")
        try:
            measure(ready.address, chosen.steps, folder)
        finally:
            ready.stop()
            thread.join()


def measure(address: str, steps: int, folder: Path) -> None:
    driver = browser(folder / "profile")
    try:
        for way in ("first visit", "loaded again"):
            driver.get(address)
            waited = until(driver, _READY)
            usable = driver.execute_script("return performance.now()")
            painted = driver.execute_script(_PAINTED)
            print(f"{way}: first paint {painted:.0f} ms, to be used after {usable:.0f} ms (asked each {waited} ms)")
        driver.execute_script("localStorage.setItem('toolkit-desk-reviewer', 'Anna')")
        driver.get(address)
        until(driver, _READY)
        for what, key in (("a step (j)", "j"), ("a decision (a)", "a")):
            tell(what, [float(driver.execute_async_script(_FRAME, key)) for _ in range(steps)])
        tell("a screen of the queue", [float(one) for one in driver.execute_async_script(_SCROLL)])
        tell(
            "a search", [float(driver.execute_async_script(_SEARCH, word)) for word in ("comune", "the", "zzz", "anno")]
        )
        end = time.monotonic() + 60
        while (rows := (folder / "verdicts.jsonl").read_text(encoding="utf-8").count("\n")) < steps:
            if time.monotonic() > end:
                break
            time.sleep(0.1)
        print(f"verdicts on the disk: {rows} of {steps}")
    finally:
        driver.quit()


_SCROLL = """
const done = arguments[0], box = document.getElementById('queue'), times = [];
const step = () => {
  if (times.length === 100) { done(times); return; }
  const start = performance.now();
  box.scrollTop += box.scrollHeight / 100;
  requestAnimationFrame(() => setTimeout(() => { times.push(performance.now() - start); step(); }));
};
step();
"""
_SEARCH = """
const field = document.getElementById('filters').elements.text, done = arguments[1], start = performance.now();
const count = document.getElementById('count');
const seen = new MutationObserver(() => { seen.disconnect(); done(performance.now() - start); });
seen.observe(count, {childList: true});
field.value = arguments[0];
field.form.requestSubmit();
"""


def tell(what: str, times: Sequence[float]) -> None:
    ranked = sorted(times)
    print(
        f"{what}: median {statistics.median(ranked):.0f} ms, "
        f"95 % below {ranked[int(0.95 * (len(ranked) - 1))]:.0f} ms, longest {ranked[-1]:.0f} ms (of {len(ranked)})"
    )


def until(driver: Any, script: str) -> int:
    end = time.monotonic() + 60
    while not driver.execute_script(script):
        if time.monotonic() > end:
            raise TimeoutError(script)
        time.sleep(0.005)
    return 5


def browser(profile: Path) -> Any:
    from selenium.webdriver import Chrome
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = str(shutil.which("chromium"))
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"):
        options.add_argument(switch)
    options.add_argument(f"--user-data-dir={profile}")
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(120)
    return driver


def comparison(count: int) -> dict[str, Any]:
    """Return what a ``comparison.json`` of so many units holds: two of three have a finding or more."""
    pairs = [json.loads(line) for line in _CORPUS.read_text(encoding="utf-8").splitlines()]
    chosen = [pairs[at % len(pairs)] for at in range(count)]
    units, findings = [], []
    for at, pair in enumerate(chosen):
        text = f"{pair['translation']} ({at})"
        units.append(
            {
                "index": at,
                "suspicion": (at * 37 % 1000) / 1000 if at % 3 else 0.0,
                "confidence": 0.99,
                "moved": False,
                "source": side(pair["source"], at),
                "translation": side(text, at),
                "witnesses": [],
            }
        )
        findings += [finding(at, text, number) for number in range(at % 3)]
    texts = [{"text": pair["translation"], "notes": []} for pair in chosen]
    leg = {"signature": "made up", "source_language": "en", "target_language": "it", "texts": texts}
    return {
        "kind": "comparison",
        "source_language": "it",
        "translation_language": "en",
        "document": {"path": "long.en.txt", "language": "en"},
        "source": {"path": "long.it.txt", "language": "it"},
        "findings": findings,
        "unchecked": [],
        "scores": [],
        "guards": [],
        "losses": [],
        "units": units,
        "trips": [{"route": "neural", "family": "neural", "back": leg, "return": leg, "draft": leg}],
    }


def side(text: str, at: int) -> dict[str, Any]:
    place = {"line": at + 1, "column": 1, "start": at * 1000, "end": at * 1000 + len(text)}
    return {"text": text, "sentences": [{"text": text, "kind": "paragraph", "paragraph": at, **place}]}


def finding(unit: int, text: str, number: int) -> dict[str, Any]:
    start = text.index(" ") + 1 if number else 0
    return {
        "check": ("numbers", "names")[number],
        "severity": ("error", "warning")[number],
        "category": "accuracy/mistranslation",
        "message": f"made up, {unit}",
        "unit": unit,
        "line": unit + 1,
        "column": start + 1,
        "suggestion": None,
        "confidence": None,
        "blame": "translation",
        "evidence": [],
        "spans": [{"side": "translation", "start": start, "end": start + 5}],
    }


if __name__ == "__main__":
    main()
