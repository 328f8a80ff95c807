"""Pages and data that programs write where something went wrong: an HTML page, a JSON object, a Python traceback.

A text that is such a thing itself is translated as one.
"""

import json
import re

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_TRACEBACK = re.compile(r"\s*Traceback \(most recent call last\):")
_MOST = 100_000  # letters; what is longer is no answer in one object, and nothing is gained by reading it


def fault(text: str, answer: str, *_: str) -> str | None:
    """Return what an answer is instead of a translation, None where it may be one."""
    for what, is_one in (("a page of HTML", _PAGE.match), ("a program's error", _TRACEBACK.match), ("JSON", _is_json)):
        if is_one(answer) and not is_one(text):
            return f"the answer is {what}, which the text is not"
    return None


def _is_json(text: str) -> bool:
    """Whether a text is a JSON object; lists and mere texts are too like what people write."""
    stripped = text.strip()
    if not (stripped.startswith("{") and stripped.endswith("}") and len(stripped) < _MOST):
        return False
    try:
        return isinstance(json.loads(stripped), dict)
    except (ValueError, RecursionError):
        return False
