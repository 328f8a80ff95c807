"""What of a text an answer lost that was not to be translated, noted in one place for every engine.

It is noted only: a text may be right without its hashtag, and the checks tell what matters of a file's own tags.
"""

from dataclasses import replace

from toolkit.analysis.text.literals import lost
from toolkit.model import Hypothesis

_SHOWN = 5
_LONGEST = 40


def noted(text: str, answer: Hypothesis) -> Hypothesis:
    """Return the answer with a note on the markup, placeholders and addresses of the text that it has not.

    What the engine itself said is lost is not said again; an answer that is none is left alone.
    """
    if answer.rejection is not None or not answer.text.strip():
        return answer
    pieces = [piece[:_LONGEST] for piece in lost(text, answer.text)]
    said = [note for note in answer.notes if "lost" in note]
    missing = [piece for piece in pieces if not any(piece in note for note in said)]
    if not missing:
        return answer
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    return replace(answer, notes=(*answer.notes, f"lost on the way: {', '.join(missing[:_SHOWN])}{more}"))
