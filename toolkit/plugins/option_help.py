"""What each option of a plugin is for: the text that stands below its field, as a docstring stands below a function.

    threads: int = 0
    "How many texts at once; 0 is one for each core."

Python keeps no such text, so that it is read from the source (PEP 258, "attribute docstrings").
"""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import Any


def descriptions(plugin: type[Any]) -> dict[str, str]:
    """Return the texts by the names of fields; a field that a class has anew keeps the text that it had below."""
    found: dict[str, str] = {}
    for kind in reversed(plugin.__mro__):
        found |= _own(kind)
    return found


@cache
def _own(kind: type[Any]) -> dict[str, str]:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    except (OSError, TypeError, SyntaxError):  # built in, or without its source
        return {}
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            value = text.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[field.target.id] = " ".join(value.value.split())
    return found
