"""A reliability diagram as a small SVG that goes with light and dark pages; equal bins give equal bytes."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10

from toolkit.evaluation.reliability.bins import Bin

_WIDTH, _HEIGHT = 480, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 16, 40, 52
_TICKS = 5
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#333}"
    ".t{font-size:14px;font-weight:600}.n{font-size:10px;fill:#666}"
    ".g{stroke:#ddd}.d{stroke:#888;stroke-dasharray:5 4}.i{stroke:#1a5fb4;stroke-width:2}.p{fill:#1a5fb4}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.n{fill:#aaa}.g{stroke:#3a3a3a}.d{stroke:#999}"
    ".i{stroke:#7cb3ff}.p{fill:#7cb3ff}}"
)


def diagram(bins: Sequence[Bin], *, title: str, predicted: str, observed: str) -> str:
    """Return the picture: a point for each bin with its interval and number of rows, on the line where both agree.

    ``predicted`` and ``observed`` name the axes, which have one scale.
    """
    step = _step(max([*(one.predicted for one in bins), *(one.observed.high for one in bins), 1e-9]))
    most = step * _TICKS
    about = f"{len(bins)} bins of {sum(one.count for one in bins)} rows; the dashed line is where both agree"
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title><desc id="desc">{escape(about)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<text class="t" x="{_LEFT}" y="22">{escape(title)}</text>',
        *_grid(step, most),
        _line("d", _across(0, most), _up(0, most), _across(most, most), _up(most, most)),
        *(mark for one in bins for mark in _point(one, most)),
        f'<text x="{middle:g}" y="{_HEIGHT - 12}" text-anchor="middle">{escape(predicted)}</text>',
        f'<text transform="translate(16 {(_TOP + _HEIGHT - _BOTTOM) / 2:g}) rotate(-90)" text-anchor="middle">'
        f"{escape(observed)}</text>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _step(most: float) -> float:
    """Return the least of 1, 2, 2.5 and 5 times a power of ten of which so many ticks hold everything."""
    power: float = 10.0 ** floor(log10(most / _TICKS))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if ceil(most / (factor * power) - 1e-9) <= _TICKS)


def _grid(step: float, most: float) -> Iterator[str]:
    for number in range(_TICKS + 1):
        value = step * number
        across, up = _across(value, most), _up(value, most)
        yield _line("g", across, _up(0, most), across, _up(most, most))
        yield _line("g", _across(0, most), up, _across(most, most), up)
        yield f'<text x="{across:g}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{value:g}</text>'
        yield f'<text x="{_LEFT - 8}" y="{up + 4:g}" text-anchor="end">{value:g}</text>'


def _point(one: Bin, most: float) -> Iterator[str]:
    across, up = _across(one.predicted, most), _up(one.observed.value, most)
    told = f"{one.count} rows: predicted {one.predicted:.3f}, counted {one.observed.value:.3f}"
    yield _line("i", across, _up(one.observed.low, most), across, _up(one.observed.high, most))
    yield f'<circle class="p" cx="{across:g}" cy="{up:g}" r="4"><title>{told}</title></circle>'
    yield f'<text class="n" x="{across + 7:g}" y="{up + 4:g}">{one.count}</text>'


def _line(kind: str, left: float, top: float, right: float, bottom: float) -> str:
    return f'<line class="{kind}" x1="{left:g}" y1="{top:g}" x2="{right:g}" y2="{bottom:g}"/>'


def _across(value: float, most: float) -> float:
    return round(_LEFT + value / most * (_WIDTH - _LEFT - _RIGHT), 1)


def _up(value: float, most: float) -> float:
    return round(_HEIGHT - _BOTTOM - value / most * (_HEIGHT - _BOTTOM - _TOP), 1)
