"""Translation by rules: Apertium (Forcada et al. 2011), with its Debian packages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from toolkit import plugins
from toolkit.engines.apertium_runtime import (
    modes as apertium_modes,
)
from toolkit.engines.apertium_runtime import (
    pipelines as null_flush,
)
from toolkit.engines.apertium_runtime import (
    stream_format as apertium_text,
)
from toolkit.engines.apertium_runtime import (
    tagger as apertium_tagger,
)
from toolkit.errors import MissingDependency
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.plugins.traits import Limits


@dataclass(frozen=True, slots=True)
class Apertium:
    """Rules and dictionaries instead of a model: fast, offline, and wrong in other ways than a neural engine.

    Direct directions only; for a bridge (en > es > it) put a ``chain`` around it. ``exact`` gives every sentence the
    answer it would get alone. ``pipeline`` is about twice as fast, but Apertium's tagger keeps what it saw, so that an
    answer can depend on the sentences before it; it is therefore never cached.

    Addresses, handles, placeholders and names such as ``a_b`` are kept out of it; words that its dictionary lacks come
    back as they are, and are noted. Curly apostrophes within words are read as straight ones. ``timeout_seconds`` is
    for one step without progress; ``threads: 0`` means one for each core.
    """

    family = "rules"

    mode: Literal["exact", "pipeline"] = "exact"
    """exact: each sentence has the answer it would get alone; pipeline: twice as fast, and never cached."""
    threads: int = field(default=0, metadata={"output": False})
    """How many sentences at once; 0 is one for each core."""
    timeout_seconds: float = field(default=60.0, metadata={"output": False})
    """For one step without progress."""

    limits: ClassVar[Limits] = {
        "threads": {"minimum": 0},
        "timeout_seconds": {"exclusiveMinimum": 0},
    }

    def __post_init__(self) -> None:
        if self.threads < 0 or self.timeout_seconds <= 0:
            raise ValueError("threads must be 0 or more, and timeout_seconds more than 0")

    @property
    def cacheable(self) -> bool:
        """Whether an answer depends on its text alone."""
        return self.mode == "exact"

    def signature(self) -> str:
        """Options, and a digest of the installed programs and data."""
        return plugins.signature(self, data=apertium_modes.fingerprint(), preparation=3)

    def signature_in(self, source: str, target: str) -> str:
        """Options, and a digest of the programs and data of one direction: other packages may come and go."""
        path = apertium_modes.mode_file(source, target)
        return (
            plugins.signature(self, data=apertium_modes.fingerprint_of(path), preparation=3)
            if path
            else self.signature()
        )

    def problem(self, source: str, target: str) -> str | None:
        """Return what is not installed and the command that installs it, or which bridge there is."""
        missing = apertium_modes.missing(source, target)
        return str(missing) if missing else None

    def directions(self, *, installed: bool) -> list[tuple[str, str]]:
        """Return the directions of which programs and data are installed, or of all packages, the better ones first."""
        return apertium_modes.directions(installed=installed)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text. Raises MissingDependency, and EngineError when a program dies or hangs."""
        missing = apertium_modes.missing(source, target)
        if missing:
            raise MissingDependency(missing.reason, missing.command)
        path = apertium_modes.mode_file(source, target)
        assert path is not None  # noqa: S101 - nothing is missing
        prepared = [apertium_text.prepare(text) for text in texts]
        full = [number for number, one in enumerate(prepared) if one.text]
        answers = [Hypothesis("")] * len(texts)
        commands = apertium_modes.programs(path)
        # Only the analysis tells which words the dictionary lacks; later the marks would be in the text.
        analyser, others = commands[:1], commands[1:]
        encoded = [prepared[number].encoded() for number in full]
        analysed = null_flush.exchange(analyser, encoded, self.timeout_seconds)
        for number, analysis, answer in zip(full, analysed, self._sent(analysed, others), strict=True):
            text, notes = apertium_text.restore(answer, prepared[number])
            answers[number] = Hypothesis(text, (*notes, *apertium_text.unknown(analysis, prepared[number])))
        return answers

    def _sent(self, texts: Sequence[bytes], commands: tuple[null_flush.Command, ...]) -> list[bytes]:
        tagger = next((number for number, command in enumerate(commands) if apertium_tagger.remembers(command)), None)
        if tagger is None or self.mode == "pipeline":
            return null_flush.exchange(commands, texts, self.timeout_seconds)
        ambiguous = null_flush.exchange(commands[:tagger], texts, self.timeout_seconds) if tagger else texts
        tagged = apertium_tagger.tag(commands[tagger], ambiguous, self.threads, self.timeout_seconds)
        return null_flush.exchange(commands[tagger + 1 :], tagged, self.timeout_seconds)


PLUGIN: type[Engine] = Apertium
