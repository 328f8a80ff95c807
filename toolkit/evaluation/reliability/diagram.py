"""A reliability diagram as a small SVG that goes with light and dark pages; equal bins give equal bytes."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10

from toolkit.evaluation.reliability.bins import Bin
from toolkit.plugins.plurals import counted

_WIDTH, _HEIGHT = 480, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 20, 54, 52
_TICKS = 5
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#333}"
    ".t{font-size:14px;font-weight:600}.n{font-size:11px;fill:#666}"
    ".g{stroke:#ddd}.d{stroke:#888;stroke-dasharray:5 4}.i{stroke:#1a5fb4;stroke-width:2}.p{fill:#1a5fb4}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.n{fill:#aaa}.g{stroke:#3a3a3a}.d{stroke:#999}"
    ".i{stroke:#7cb3ff}.p{fill:#7cb3ff}}"
)


def diagram(bins: Sequence[Bin], *, title: str, predicted: str, observed: str) -> str:
    """Return the picture: a point for each bin with its interval, beside the line on which both agree.

    ``predicted`` and ``observed`` name the axes, each of which has a scale of its own.
    """
    across = _Scale(max([1e-9, *(one.predicted for one in bins)]), _LEFT, _WIDTH - _RIGHT)
    up = _Scale(max([1e-9, *(one.observed.high for one in bins)]), _HEIGHT - _BOTTOM, _TOP)
    about = f"{_bins(bins)}; bars: 95 % intervals; dashed: as predicted"
    middle, agreed = (_LEFT + _WIDTH - _RIGHT) / 2, min(across.most, up.most)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title><desc id="desc">{escape(about)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<text class="t" x="{_LEFT}" y="20">{escape(title)}</text>',
        f'<text class="n" x="{_LEFT}" y="37">{escape(about)}</text>',
        *_grid(across, up),
        _line("d", across.at(0), up.at(0), across.at(agreed), up.at(agreed)),
        *(mark for one in bins for mark in _point(one, across, up)),
        f'<text x="{middle:g}" y="{_HEIGHT - 12}" text-anchor="middle">{escape(predicted)}</text>',
        f'<text transform="translate(16 {(_TOP + _HEIGHT - _BOTTOM) / 2:g}) rotate(-90)" text-anchor="middle">'
        f"{escape(observed)}</text>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Scale:
    """From 0 to a round number that is not below ``needed``, between two places of the picture."""

    def __init__(self, needed: float, first: float, last: float) -> None:
        power: float = 10.0 ** floor(log10(needed / _TICKS))
        steps = (factor * power for factor in (1, 2, 2.5, 5, 10))
        step = next(step for step in steps if ceil(needed / step - 1e-9) <= _TICKS)
        self._first, self._last = first, last
        self.ticks = [step * number for number in range(ceil(needed / step - 1e-9) + 1)]
        self.most = self.ticks[-1]

    def at(self, value: float) -> float:
        """Return where a value stands."""
        return round(self._first + value / self.most * (self._last - self._first), 1)


def _bins(bins: Sequence[Bin]) -> str:
    sizes = sorted(one.count for one in bins) or [0]
    rows = f"{sizes[0]:,}" if sizes[0] == sizes[-1] else f"{sizes[0]:,} to {sizes[-1]:,}"
    return f"{counted(len(bins), 'bin')} of {rows} rows"


def _grid(across: _Scale, up: _Scale) -> Iterator[str]:
    for value in across.ticks:
        x = across.at(value)
        yield _line("g", x, up.at(0), x, up.at(up.most))
        yield f'<text x="{x:g}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{value:g}</text>'
    for value in up.ticks:
        y = up.at(value)
        yield _line("g", across.at(0), y, across.at(across.most), y)
        yield f'<text x="{_LEFT - 8}" y="{y + 4:g}" text-anchor="end">{value:g}</text>'


def _point(one: Bin, across: _Scale, up: _Scale) -> Iterator[str]:
    x, y = across.at(one.predicted), up.at(one.observed.value)
    told = f"{counted(one.count, 'row')}: predicted {one.predicted:.3f}, counted {one.observed.value:.3f}"
    yield _line("i", x, up.at(one.observed.low), x, up.at(one.observed.high))
    yield f'<circle class="p" cx="{x:g}" cy="{y:g}" r="4"><title>{told}</title></circle>'


def _line(kind: str, left: float, top: float, right: float, bottom: float) -> str:
    return f'<line class="{kind}" x1="{left:g}" y1="{top:g}" x2="{right:g}" y2="{bottom:g}"/>'
