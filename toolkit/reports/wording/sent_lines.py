"""What left this machine, and for where, in plain words; every report says it the same way."""

from collections.abc import Iterable

from toolkit.model import Sent
from toolkit.plugins.plurals import counted

NOTHING = "Nothing left this machine."


def sent_lines(sent: Iterable[Sent]) -> list[str]:
    """Return a sentence for each host that was given texts, or the one that says that none was."""
    return [_line(one) for one in sent] or [NOTHING]


def _line(one: Sent) -> str:
    much = f"{counted(one.texts, 'text')}, {counted(one.characters, 'character')}"
    if one.host is None:
        return f"Given to {one.by}: {much}; nobody can see from here whether it sends them on."
    return f"Sent to {one.host} by {one.by}: {much}, in this run or in one whose answers are kept."
