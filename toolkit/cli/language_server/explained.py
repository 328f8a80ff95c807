"""A finding as a hover shows it: what is wrong, and what its check looks for, as ``toolkit explain`` says it."""

import inspect
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from toolkit import plugins


def explained(row: Mapping[str, Any], *, markdown: bool) -> str:
    """Return the text for a finding, in Markdown or without."""
    name = row["check"]
    head = f"{row['severity']}: {row['message']}"
    category = f"{name} [{row['category']}]"
    said = _docstring(name)
    more = f"toolkit explain {name}"
    if not markdown:
        return "\n\n".join(part for part in (head, category, said, more) if part)
    fenced = f"```text\n{said.replace('```', chr(39) * 3)}\n```" if said else ""
    return "\n\n".join(part for part in (f"**{_escaped(head)}**", _escaped(category), fenced, f"`{more}`") if part)


@cache
def home_of(check: str) -> str | None:
    """Return the address of a page on a check: the file that is it, whose first words explain it."""
    try:
        return Path(inspect.getfile(plugins.get("checks", check))).resolve().as_uri()
    except Exception:  # a check of another package may be anything
        return None


@cache
def _docstring(check: str) -> str:
    try:
        return inspect.cleandoc(plugins.get("checks", check).__doc__ or "")
    except Exception:
        return ""


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|~" else sign for sign in " ".join(text.split()))
