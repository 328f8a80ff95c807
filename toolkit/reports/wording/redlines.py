"""What changed in a text, for a terminal: ``The works cost [-84-]{+48+} million``, as wdiff writes it."""

from collections.abc import Iterator

from toolkit.reports.page.differences import changes

_AROUND = 4


def redline(old: str, new: str) -> str:
    """Return the new text with its changes, and only some words of what stayed."""
    steps = changes(old, new)
    shown = []
    for number, step in enumerate(steps):
        if step.kind == "same":
            shown.append(_cut(step.text, first=number == 0, last=number == len(steps) - 1))
        else:
            text = step.text.strip()
            lead = " " if step.text[:1].isspace() else ""
            shown.append(f"{lead}[-{text}-]" if step.kind == "removed" else f"{lead}{{+{text}+}}")
    return "".join(shown).strip()


def _cut(text: str, *, first: bool, last: bool) -> str:
    words = text.split()
    if len(words) <= 2 * _AROUND + 1:
        return text
    return "".join(_kept(words, text, first=first, last=last))


def _kept(words: list[str], text: str, *, first: bool, last: bool) -> Iterator[str]:
    if not first:
        yield (" " if text[:1].isspace() else "") + " ".join(words[:_AROUND]) + " "
    yield "…"
    if not last:
        yield " " + " ".join(words[-_AROUND:]) + (" " if text[-1:].isspace() else "")
