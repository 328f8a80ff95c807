"""Whether an answer is a translation of its text: the one place that says so, for every engine.

An answer is rejected only where that is sure: it is then neither scored nor kept, and its text may be asked for again.
What is merely strange about it is noted. Of sound translations practically none may be rejected: none was of 20,850
pairs in thirty directions (NTREX-128), none of 9,360 of documents that were kept apart until then, and none of 3,276
answers of Apertium and of a Marian model, unknown words and all. Of sentences given back as they are 98 % are told, in
any two of six languages; of answers in a third language 84 %, of loops of a word or a phrase all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from toolkit.engines.answers import copies, lengths, loops, pages, refusals, tongues
from toolkit.model import Defect, Hypothesis, Rejection
from toolkit.plugins.plurals import counted

_ODD, _UNKNOWN = "odd length", "unknown to the engine"
# How SentencePiece writes what its vocabulary lacks, and what it shows of it.
_UNKNOWN_SIGN = re.compile("<unk>|\u2047")
# A model that goes round in circles may write megabytes, which no report must hold.
_MOST_SHOWN = 2_000

Judge = Callable[[str, str, str, str], str | None]
"""Returns what is wrong with an answer, given text, answer and their languages; None where nothing surely is."""


def judged(text: str, answer: Hypothesis, source: str, target: str) -> Hypothesis:
    """Return the answer with the reason for which it is no translation, if it is none; else with notes on what is odd.

    Of a rejected answer the beginning is kept. What an engine has rejected itself stays so. To judge an answer again
    changes nothing.
    """
    if answer.rejection is not None:
        return answer
    for defect, fault in _JUDGES:
        reason = fault(text, answer.text, source, target)
        if reason is not None:
            shown = answer.text if len(answer.text) <= _MOST_SHOWN else f"{answer.text[:_MOST_SHOWN]}..."
            return replace(answer, text=shown, rejection=Rejection(defect, reason))
    notes = (*(note for note in answer.notes if not note.startswith((_ODD, _UNKNOWN))), *_remarks(text, answer.text))
    return answer if notes == answer.notes else replace(answer, notes=notes)


def _remarks(text: str, answer: str) -> Iterator[str]:
    odd = lengths.odd(text, answer)
    if odd:
        yield f"{_ODD}: {odd}"
    count = len(_UNKNOWN_SIGN.findall(answer))
    if count > len(_UNKNOWN_SIGN.findall(text)):
        yield f"{_UNKNOWN}: the answer has <unk> in place of a word, {counted(count, 'time')}"


def _emptiness(text: str, answer: str, *_: str) -> str | None:
    nothing = not answer.strip() and any(map(str.isalnum, text))
    return "nothing came back" if nothing else None


_JUDGES: tuple[tuple[Defect, Judge], ...] = (
    ("empty", _emptiness),
    ("mismatch", pages.fault),
    ("refusal", refusals.fault),
    ("loop", loops.fault),
    ("copy", copies.fault),
    ("language", tongues.fault),
    ("cut", lengths.cut),
    ("mismatch", lengths.excess),
)
"""The defects, and who finds them: what says most of an answer comes first."""
