"""The picture of reliability, as what reads SVG finds it."""

from xml.etree import ElementTree

import pytest

from toolkit.evaluation.intervals import Estimate
from toolkit.evaluation.reliability.bins import Bin
from toolkit.evaluation.reliability.diagram import diagram

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*bins: Bin) -> ElementTree.Element:
    text = diagram(bins, title="A <b> & c", predicted="said", observed="seen")
    return ElementTree.fromstring(text)  # noqa: S314  # our own


def one(predicted: float, observed: float) -> Bin:
    return Bin(5, predicted, predicted, predicted, Estimate(observed, observed / 2, observed * 1.5))


def test_a_prediction_that_keeps_its_word_lies_on_the_dashed_line() -> None:
    picture = drawn(one(0.2, 0.2), one(1.1, 1.1))
    (line,) = [found for found in picture.iter(f"{SVG}line") if found.get("class") == "d"]
    left, bottom, right, top = (float(line.get(key, "")) for key in ("x1", "y1", "x2", "y2"))
    points = [(float(found.get("cx", "")), float(found.get("cy", ""))) for found in picture.iter(f"{SVG}circle")]
    for across, up in points:
        assert (across - left) / (right - left) == pytest.approx((bottom - up) / (bottom - top), abs=0.005)
    assert points[0][0] < points[1][0]
    intervals = [found for found in picture.iter(f"{SVG}line") if found.get("class") == "i"]
    for (across, up), interval in zip(points, intervals, strict=True):
        low, high = (bottom - float(interval.get(key, "")) for key in ("y1", "y2"))
        assert float(interval.get("x1", "")) == float(interval.get("x2", "")) == across
        assert (low, high) == pytest.approx(((bottom - up) / 2, (bottom - up) * 1.5), abs=0.2)


@pytest.mark.parametrize("size", [0.0, 0.0004, 0.3, 1.0, 7.0, 260.0])
def test_everything_is_within_the_picture_whatever_the_scale(size: float) -> None:
    picture = drawn(one(size, size * 0.5), one(size * 0.1, size))
    _, _, width, height = (float(part) for part in picture.get("viewBox", "").split())
    for found in picture.iter():
        for key, most in {"x1": width, "x2": width, "cx": width, "y1": height, "y2": height, "cy": height}.items():
            assert 0 <= float(found.get(key, "0")) <= most


def test_it_has_a_name_and_colours_for_dark_pages() -> None:
    picture = drawn(one(0.5, 0.5))
    assert picture.find(f"{SVG}title") is not None
    assert picture.findtext(f"{SVG}title") == "A <b> & c"
    assert "prefers-color-scheme:dark" in (picture.findtext(f"{SVG}style") or "")
    assert picture.get("role") == "img"
