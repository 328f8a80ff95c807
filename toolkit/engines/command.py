"""Any program that reads lines and writes their translations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from toolkit import plugins
from toolkit.errors import MissingDependency
from toolkit.model import Hypothesis
from toolkit.plugins import network
from toolkit.plugins.contracts import Engine
from toolkit.plugins.programs import lines as line_programs
from toolkit.plugins.traits import Limits


@dataclass(frozen=True, slots=True)
class Command:
    """A program of yours that writes a line for a line.

    ``command: [translator, --from, "{source}", --to, "{target}"]``, where ``{source}`` and ``{target}`` stand for the
    languages of the direction. No shell reads the command. Write ``version`` anew when the program or its model
    changes, since the cache cannot see that. ``each_by_itself: false`` is for a program whose answer to a line depends
    on the others: it is then not kept. ``family`` tells which engines are of one kind; two of one kind are not two
    witnesses.
    """

    command: tuple[str, ...]
    """The program and its arguments; {source} and {target} are the languages."""
    version: str = ""
    """Write it anew when the program or its model changes: the cache cannot see that."""
    family: str = "command"
    """Which engines are of one kind: two of one kind are not two witnesses."""
    each_by_itself: bool = True
    """false: an answer depends on the other lines, and is not kept."""
    timeout_seconds: float = field(default=600.0, metadata={"output": False})
    """For all texts of one call."""
    local: bool = field(default=False, metadata={"output": False})
    """true: it sends nothing to another machine, which nobody but you can know; network: off wants it said."""

    limits: ClassVar[Limits] = {
        "command": {"minItems": 1, "items": {"type": ["string", "integer"]}},
        "timeout_seconds": {"exclusiveMinimum": 0, "maximum": line_programs.LONGEST_TIMEOUT_SECONDS},
    }

    def __post_init__(self) -> None:
        line_programs.check(self.command, self.timeout_seconds)

    @property
    def cacheable(self) -> bool:
        """As the option says."""
        return self.each_by_itself

    @property
    def sends_to(self) -> str | None:
        """Nobody knows, unless the option says that it stays here."""
        return None if self.local else network.ANYWHERE

    @property
    def varies(self) -> bool:
        """Where an answer depends on more than its line."""
        return not self.each_by_itself

    def signature(self) -> str:
        """Name the command and the version."""
        return plugins.signature(self, preparation=1)

    def problem(self, source: str, target: str) -> str | None:
        """Return that the program is not there, if it is not."""
        return line_programs.problem(self._argv(source, target))

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; blank ones are not sent.

        Raises MissingDependency without the program, EngineError when it fails.
        """
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(f"command: {problem}", "")
        sent = [text for text in texts if text.strip()]
        argv = self._argv(source, target)
        answers = iter(line_programs.exchange(argv, sent, self.timeout_seconds))
        return [Hypothesis(line_programs.one_line(next(answers)) if text.strip() else "") for text in texts]

    def _argv(self, source: str, target: str) -> list[str]:
        return [part.replace("{source}", source).replace("{target}", target) for part in self.command]


PLUGIN: type[Engine] = Command
