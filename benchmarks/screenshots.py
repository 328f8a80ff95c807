"""The pictures of the desk in the README: ``python -m benchmarks.screenshots`` writes ``docs/images/desk-*.png``.

The demonstration article is compared as ``toolkit compare`` does, two invented reviewers say something, and Chromium
takes the page in light and dark and on a phone.
"""

import argparse
import base64
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.desk import browser, until
from toolkit.desk.actions import Action, act
from toolkit.desk.opening import open_all
from toolkit.desk.review import Review
from toolkit.desk.server.serving import desk, in_background

ROOT = Path(__file__).resolve().parents[1]
_ARTICLE = ROOT / "corpora" / "summit"
_SIZES = {"light": (1280, 800), "dark": (1280, 800), "phone": (390, 844)}
_READY = "return document.body.classList.contains('ready') && Boolean(document.querySelector('.card.current'))"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    out: Path = options.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        line = [sys.executable, "-m", "toolkit", "compare", str(_ARTICLE / "summit.planted.en.txt")]
        line += ["--source", str(_ARTICLE / "summit.it.txt"), "--out", str(folder / "summit"), "--quiet"]
        subprocess.run(line, check=False)
        ready = desk(open_all([folder / "summit"], lambda _: {}), reviewer="Anna")
        unit = say(ready.review)
        thread = in_background(ready)
        driver = browser(folder / "profile")
        try:
            for picture in _SIZES:
                take(driver, f"{ready.address}&unit={unit}&finding=1", picture, out / f"desk-{picture}.png")
        finally:
            driver.quit()
            ready.stop()
            thread.join()


def say(review: Review) -> int:
    """Let Anna and Bruno decide on what stands first, and return a unit with several findings."""
    number = 0
    for place, unit in enumerate(review.order[:12]):
        for finding in range(len(review.entries[unit].unit.findings)):
            number += 1
            if place in (3, 5):
                continue
            doing: Any = "dismiss" if number % 5 == 4 else "accept"
            act(review, Action(f"{number:016x}", "Anna", doing, unit, finding))
            if place in (1, 6) and finding == 0:
                act(review, Action(f"{number + 500:016x}", "Bruno", "dismiss", unit, finding))
    chosen = review.order[3]
    act(review, Action("f" * 16, "Bruno", "comment", chosen, 1, comment="The UN did send one: see the second page."))
    return chosen


def take(driver: Any, address: str, picture: str, path: Path) -> None:
    width, height = _SIZES[picture]
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": picture == "phone"}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if picture == "dark" else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
    driver.get(address)
    until(driver, _READY)
    driver.execute_script("document.activeElement.blur()")
    if picture == "phone":
        driver.execute_script("document.getElementById('unit').scrollIntoView()")
    time.sleep(0.5)  # what is drawn after the answer of the engines' panel, and the end of all motion
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    # Few colours are in it, so 128 of them are enough, and a third of the bytes.
    Image.open(BytesIO(base64.b64decode(shot["data"]))).convert("RGB").quantize(128).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
