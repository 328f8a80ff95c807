"""How large a report of many units is, and how it is to read: what rendering, opening, scrolling and walking cost.

python -m benchmarks.report_page [--units 5000]

The page is opened in headless Chromium from a file. First paint is that of the page's own performance timeline; a step
is a press of "j" until the frame after it; scrolling is by a window's height at a time. Times of one machine at one
moment: compare pages, not machines.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.reports import samples
from toolkit.reports.html import Html

_PAINT = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
_READY = "return performance.timing.loadEventEnd - performance.timing.navigationStart"
_FRAMES = """
  const [times, kind, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]];
  const found = [];
  const act = () => kind === "scroll" ? scrollBy(0, innerHeight)
    : document.body.dispatchEvent(new KeyboardEvent("keydown", { key: kind, bubbles: true }));
  const next = () => {
    if (found.length >= times) { done(found); return; }
    const start = performance.now();
    act();
    requestAnimationFrame(() => setTimeout(() => { found.push(performance.now() - start); next(); }));
  };
  next();
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--units", type=int, default=5000)
    count = parser.parse_args().units
    outcome = samples.large(count)
    started = time.process_time()
    html = Html().render(outcome)
    print(f"{count:,} units, {len(outcome.findings):,} findings: {len(html) / 1e6:.1f} MB, rendered in ", end="")
    print(f"{time.process_time() - started:.2f} s of processor time")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(html, encoding="utf-8")
        driver = _browser(folder)
        try:
            for name in ("opened anew", "opened again"):
                driver.get(path.as_uri())
                paint = None
                while paint is None:
                    paint = driver.execute_script(_PAINT)
                print(f"{name}: first paint {paint:,.0f} ms, all loaded {driver.execute_script(_READY):,.0f} ms")
            _told("a step to the next finding (j)", driver.execute_async_script(_FRAMES, 60, "j"))
            _told("worst first and back (w)", driver.execute_async_script(_FRAMES, 4, "w"))
            driver.execute_script("scrollTo(0, 0)")
            _told("scrolling by a window", driver.execute_async_script(_FRAMES, 100, "scroll"))
        finally:
            driver.quit()


def _told(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    middle, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{what}: {middle:.0f} ms in the median, {most:.0f} in 19 of 20, {ordered[-1]:.0f} at most")


def _browser(folder: str) -> Any:
    from selenium.webdriver import Chrome
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = shutil.which("chromium") or "chromium"
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"):
        options.add_argument(switch)
    options.add_argument(f"--user-data-dir={folder}/profile")
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(120)
    return driver


if __name__ == "__main__":
    main()
