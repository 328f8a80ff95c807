"""An alignment side by side, as one HTML file that needs nothing else: no script, no network."""

import re
from html import escape

from toolkit.aligners.bitext.bitext import Bitext, BitextSide
from toolkit.languages import shared
from toolkit.model import Bead
from toolkit.plugins.plurals import counted

SURE = 0.9
DOUBTFUL = 0.5
"""Below this a bead is as likely wrong as right."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1e; --paper: #fff; --soft: #6b6b70; --line: #e3e3e8; --head: #f5f5f7;
  --unsure: #fdf3d7; --doubtful: #fbe0d8; --alone: #e8eefb; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8ea; --paper: #17171a; --soft: #9c9ca4; --line: #33333a;
  --head: #202026; --unsure: #3a3217; --doubtful: #472720; --alone: #1f2b44; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 82rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.25rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
p { color: var(--soft); margin: 0 0 1rem; }
label { display: inline-block; margin: 0 0 1rem .4rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th { position: sticky; top: 0; background: var(--head); text-align: start; overflow-wrap: anywhere; }
th, td { padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.state { width: 8.5rem; font-size: .85rem; }
td.state, .number { color: var(--soft); }
td.state b { display: block; color: var(--ink); }
td p { color: inherit; margin: 0; overflow-wrap: anywhere; }
.number { font-size: .75rem; margin-inline-end: .4rem; user-select: none; }
.unsure { background: var(--unsure); } .doubtful { background: var(--doubtful); }
.alone, .moved { background: var(--alone); }
#only:checked ~ table tr.sure { display: none; }
@media (max-width: 40rem) { .state { width: 5.5rem; } th, td { padding: .4rem; } }
"""


def page(bitext: Bitext) -> str:
    """Return the page: a row for each bead, and those that are uncertain or one-sided marked, by word and colour."""
    rows = [_row(bitext, bead) for bead in bitext.beads]
    states = [_state(bead)[0] for bead in bitext.beads]
    alone = sum(state == "alone" for state in states)
    unsure = sum(state in ("unsure", "doubtful") for state in states)
    left, right = bitext.left, bitext.right
    title = f"{_shown(left.path)} | {_shown(right.path)}"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p>{counted(len(left.sentences), "sentence")} and {len(right.sentences)} in {counted(len(rows), "bead")}:
{alone} without counterpart,
{unsure} uncertain (confidence below {SURE:g}).</p>
<input type="checkbox" id="only"><label for="only">only what is uncertain, moved or without counterpart</label>
<table>
<thead><tr>{_head(left)}{_head(right)}<th class="state" scope="col">bead</th></tr></thead>
<tbody>
{"".join(rows)}</tbody>
</table>
</body>
</html>
"""


def _head(text: BitextSide) -> str:
    return f'<th scope="col">{_shown(text.path)} ({_shown(text.language)})</th>'


def _row(bitext: Bitext, bead: Bead) -> str:
    kind, word = _state(bead)
    sure = "" if bead.confidence is None else f"{bead.confidence:.2f}"
    cells = _cell(bitext.left, bead.left) + _cell(bitext.right, bead.right)
    note = f"<b>{word}</b>" if word else ""
    size = f"{bead.left[1] - bead.left[0]}-{bead.right[1] - bead.right[0]}"
    return f'<tr class="{kind}">{cells}<td class="state">{note}{size} {sure}</td></tr>\n'


def _cell(text: BitextSide, span: tuple[int, int]) -> str:
    direction = ' dir="rtl"' if text.language in shared("writing")["right_to_left"] else ""
    lines = "".join(
        f'<p><span class="number">{number}</span>{_shown(text.sentences[number].text)}</p>' for number in range(*span)
    )
    return f'<td lang="{_shown(text.language)}"{direction}>{lines}</td>'


def _state(bead: Bead) -> tuple[str, str]:
    """Return the class of a bead's row and the words that say the same."""
    if bead.left[0] == bead.left[1] or bead.right[0] == bead.right[1]:
        word = "only on the right" if bead.left[0] == bead.left[1] else "only on the left"
        return "alone", word + ("" if bead.confidence is None or bead.confidence >= DOUBTFUL else ", doubtful")
    if bead.confidence is None or bead.confidence >= SURE:
        return ("moved", "moved") if bead.moved else ("sure", "")
    state = "unsure" if bead.confidence >= DOUBTFUL else "doubtful"
    word = "uncertain" if bead.confidence >= DOUBTFUL else "doubtful"
    return state, f"moved, {word}" if bead.moved else word


def _shown(text: str) -> str:
    return escape(_CONTROL.sub("\ufffd", text))
