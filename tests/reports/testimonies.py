"""Comparisons with witnesses for the tests of reports: every word a token, every figure invented."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from tests.reports import samples
from toolkit.model import Comparison
from toolkit.model.token_scores import Alternative, Attention, TokenScore, TokenScores
from toolkit.model.witness import Witness

_LOOKS = 0.9


def scored(
    text: str,
    given: str,
    unlikely: Mapping[str, tuple[float, str]] | None = None,
    ignored: Sequence[str] = (),
    *,
    named: bool = True,
) -> TokenScores:
    """Return scores in which some words fall short of another by some nats, and some of ``given`` are not looked at."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    tokens = []
    for start, end in [*spans, (len(text), len(text))]:
        short, better = (unlikely or {}).get(text[start:end].strip(".,“”"), (0.0, text[start:end]))
        tokens.append(TokenScore(start, end, -0.1 - short, (Alternative(f" {better}", -0.1),) if named else ()))
    sources = [match.span() for match in re.finditer(r"\S+", given)]
    looks = np.zeros((len(tokens), len(sources) + 1), np.float32)
    looks[-1] = [0.0 if given[start:end].strip(".,") in ignored else _LOOKS for start, end in sources] + [_LOOKS]
    return TokenScores(text, given, tuple(tokens), Attention.of(looks, [*sources, (len(given), len(given))]))


def witness(
    name: str, text: str, given: str, unlikely: Mapping[str, tuple[float, str]], ignored: Sequence[str] = ()
) -> Witness:
    """Return a witness that had ``given`` in Portuguese for the source."""
    return Witness(name, "pt", given, scored(text, given, unlikely, ignored), scored(given, text))


def heard() -> Comparison:
    """The summit text with two witnesses under two drafts; they agree on a few words of its second unit."""
    whole = samples.fidelity()
    found: list[tuple[Witness, ...]] = [() for _ in whole.units]
    text = whole.units[1].translation_text
    found[1] = (
        witness(
            "via-spanish",
            text,
            "O conselho do porto adiou a abertura da nova doca, esperada por duzentos barcos.",
            {
                "postponed": (9.2, "delayed"),
                "basin": (13.1, "dock"),
                "2,000": (8.9, "two"),
                "boats": (21.0, ""),
                "council": (30.0, "board"),
            },
            ("do", "duzentos", "esperada"),
        ),
        witness(
            "via-catalan",
            text,
            "O conselho do porto adiou a abertura da nova bacia, esperada por duzentos barcos.",
            {
                "postponed": (8.5, "put"),
                "basin": (12.2, "dock"),
                "2,000": (9.5, "200"),
                "boats": (19.0, ""),
                "council": (1.0, "board"),
            },
            ("do", "duzentos", "bacia"),
        ),
    )
    return replace(whole, witnesses=tuple(found))


def hostile() -> Comparison:
    """Texts that try to break out of the page, from the mouths of witnesses too."""
    whole = samples.hostile()
    found = []
    for unit in whole.units:
        text = unit.translation_text
        shy = {word.strip(".,“”"): (15.0, f'"><b>{word}</b>') for word in text.split()}
        one = witness('<i>"w', text, samples.HOSTILE[1], shy, [word.strip(".,") for word in samples.HOSTILE[1].split()])
        found.append((replace(one, language='"><u>'),))
    return replace(whole, witnesses=tuple(found))
