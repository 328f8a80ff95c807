"""Which engines a configuration asks how likely they find the translation: its section ``witnesses``, built."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from toolkit import plugins
from toolkit.config.building import Builder
from toolkit.plugins.contracts import Engine, Scorer
from toolkit.plugins.signatures import score_signature_in, signature_in
from toolkit.plugins.wrappers import ParagraphWise

Depth = Literal["scores", "full"]


class WitnessEntry(BaseModel):
    """What a configuration file may say of one witness."""

    model_config = ConfigDict(extra="forbid")
    scorer: str = Field(description="the engine that is asked; it must be able to score")
    draft: str | None = Field(None, description="the engine that writes the source in a language the scorer knows")
    pivot: str | None = Field(None, pattern=r"^[a-z]{2,3}$", description="the language of the draft")
    depth: Depth = Field(
        "scores",
        description="full: also its own translation, what it expects without a source, and what it would put in",
    )


@dataclass(frozen=True, slots=True)
class WitnessSetting:
    """An engine that is asked. ``translator`` is the same engine as ``scorer``, for what it would write itself.

    With a ``draft`` engine the source is first written in the ``pivot`` language, unless it is in that language.
    """

    name: str
    scorer: Scorer
    translator: Engine
    draft: Engine | None = None
    pivot: str | None = None
    depth: Depth = "scores"

    def language(self, source: str) -> str:
        """Return the language of what stands for a source in this language."""
        return self.pivot or source

    def signature(self, source: str, target: str) -> str:
        """Name everything that its answers about a source and its translation depend on."""
        between = self.language(source)
        draft = f"|draft:[{signature_in(self.draft, source, between)}]|pivot:{self.pivot}" if self.draft else ""
        own = f"|own:[{signature_in(self.translator, between, target)}]" if self.depth == "full" else ""
        ways = ((between, target), (target, between))
        scorer = " ".join(dict.fromkeys(score_signature_in(self.scorer, *way) for way in ways))
        return f"{scorer}{draft}{own}"

    def problem(self, source: str, target: str) -> str | None:
        """Return why it cannot be asked about these languages here, with the command that mends it, or None."""
        between = self.language(source)
        if self.draft and between != source and (problem := self.draft.problem(source, between)):
            return problem
        if problem := self.scorer.score_problem(between, target) or self.scorer.score_problem(target, between):
            return problem
        return self.translator.problem(between, target) if self.depth == "full" else None


def build_witnesses(entries: Mapping[str, WitnessEntry], builder: Builder) -> tuple[WitnessSetting, ...]:
    """Return the witnesses; what is wrong with one is noted in the builder's problems, at its line."""
    built = []
    for name, entry in entries.items():
        path = ("witnesses", name)
        engine = builder.engine(entry.scorer, (*path, "scorer"))
        draft = builder.engine(entry.draft, (*path, "draft")) if entry.draft else None
        engine = engine.engine if isinstance(engine, ParagraphWise) else engine
        if engine is not None and not isinstance(engine, Scorer):
            able = ", ".join(_able())
            builder.problems.add((*path, "scorer"), f"engine {entry.scorer!r} cannot score; these can: {able}")
        elif (entry.draft is None) != (entry.pivot is None):
            there, lacking = ("draft", "pivot") if entry.draft else ("pivot", "draft")
            builder.problems.add((*path, there), f"{there} goes together with {lacking}, which is missing")
        elif engine is not None and (draft is not None or entry.draft is None):
            built.append(WitnessSetting(name, engine, engine, draft, entry.pivot, entry.depth))
    return tuple(built)


def _able() -> list[str]:
    return [name for name in plugins.usable("engines") if issubclass(plugins.get("engines", name), Scorer)]
