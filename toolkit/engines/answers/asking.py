"""Answers as they come from an engine, each judged; a text whose answer is none is asked for once more, by itself.

Only an engine that may answer otherwise is asked again (``traits.varies``): a model on this machine that decodes
without chance says the same, and so its time is saved. Most of all it is asked again where what went wrong went wrong
for some texts; where it did for most, it would for the others, too, and may cost money.
"""

from collections.abc import Iterator, Mapping, Sequence

from toolkit.engines.answers.judgement import judged
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins import streaming, traits
from toolkit.plugins.contracts import Engine

_FEW = 3
_MOST = 0.5


def stream(
    engine: Engine, texts: Sequence[str], source: str, target: str, *, again: bool = True
) -> Iterator[streaming.Part]:
    """Yield the answers of ``streaming.stream``, judged; raises what it raises. ``again``: whether to ask once more.

    What comes from an engine that has judged its answers already (``traits.judges_answers``) is handed on as it is.
    """
    if traits.judges_answers(engine):
        yield from streaming.stream(engine, texts, source, target)
        return
    again = again and traits.varies(engine)
    rejected: dict[int, Hypothesis] = {}
    for part in streaming.stream(engine, texts, source, target):
        found = {number: judged(texts[number], answer, source, target) for number, answer in part.items()}
        put_off = {number: answer for number, answer in found.items() if again and answer.rejection is not None}
        rejected |= put_off
        yield {number: answer for number, answer in found.items() if number not in put_off}
    if rejected and len(rejected) > max(_FEW, _MOST * len(texts)):
        yield rejected
    elif rejected:
        yield from _asked_again(engine, texts, source, target, rejected)


def _asked_again(
    engine: Engine, texts: Sequence[str], source: str, target: str, rejected: Mapping[int, Hypothesis]
) -> Iterator[streaming.Part]:
    """Yield the second answers, and the first ones where those say no more; one text at a time."""
    by_text: dict[str, list[int]] = {}
    for number in rejected:
        by_text.setdefault(texts[number], []).append(number)
    is_there = True
    for text, numbers in by_text.items():
        first, second = rejected[numbers[0]], None
        try:
            if is_there:
                second = _alone(engine, text, source, target)
        except EngineError:
            is_there = False  # it would fail for the others, too, and each would wait for it
        yield dict.fromkeys(numbers, second if second is not None and _says_more(second, first) else first)


def _says_more(second: Hypothesis, first: Hypothesis) -> bool:
    """Whether a second answer is a translation, or says why there is none where the first is just nothing."""
    nothing = first.rejection is not None and first.rejection.defect == "empty"
    return second.rejection is None or nothing


def _alone(engine: Engine, text: str, source: str, target: str) -> Hypothesis:
    answer = streaming.gathered(streaming.stream(engine, [text], source, target), 1)[0]
    return judged(text, answer, source, target)
