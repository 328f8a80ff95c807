"""Which engines a configuration asks how likely they find the translation: its section ``witnesses``, built."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from toolkit import plugins
from toolkit.config.building import Builder
from toolkit.config.ways import Rule, Way
from toolkit.languages.codes import language_name
from toolkit.model import LanguagePair
from toolkit.plugins import traits
from toolkit.plugins.contracts import Engine, Ranging, Scorer
from toolkit.plugins.signatures import score_signature_in, signature_in
from toolkit.plugins.wrappers import ParagraphWise

Depth = Literal["scores", "full"]
AUTO = "auto"


class WitnessEntry(BaseModel):
    """What a configuration file may say of one witness."""

    model_config = ConfigDict(extra="forbid")
    scorer: str = Field(description="the engine that is asked; it must be able to score")
    draft: str | None = Field(
        None,
        description="the engine that writes one side in a language the scorer knows, where it does not know both; "
        "auto: whatever is installed, by the rule that `toolkit doctor` prints",
    )
    pivot: str | None = Field(
        None, pattern=r"^[a-z]{2,3}$", description="the language of the draft; with draft: auto, the only one it may be"
    )
    ways: int | None = Field(
        None,
        ge=1,
        description="with draft: auto, in how many ways it is asked at most, each a witness of its own that is called "
        "direct, via-spanish, ...; without it one, with the name of the entry",
    )
    depth: Depth = Field(
        "scores",
        description="full: also its own translation, what it expects without a source, and what it would put in; "
        "with the sides exchanged always scores",
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the section, built: what is asked about any two languages comes from it (``settings``).

    ``draft`` goes with ``pivot``. Without it, a scorer that does not know both languages is given a draft by some of
    ``drafting``, if there are any: in so many ``ways``, or in one, None, that has the name of the entry.
    """

    name: str
    scorer: Scorer
    translator: Engine
    draft: Engine | None = None
    pivot: str | None = None
    depth: Depth = "scores"
    ways: int | None = None
    drafting: tuple[Engine, ...] = ()

    def settings(self, pair: LanguagePair) -> "tuple[WitnessSetting, ...]":
        """Return the witnesses for a pair of languages, one at least, which tells what it lacks."""
        return self._by_rule(pair) if self.drafting else (self._as_written(pair),)

    def _as_written(self, pair: LanguagePair) -> "WitnessSetting":
        """Return the first way that can be taken: as it is written, without the draft, with the sides exchanged."""
        written = WitnessSetting(
            self.name, self.scorer, self.translator, self.draft, self.pivot, self.depth, entry=self
        )
        others = (replace(written, draft=None, pivot=None), replace(written, depth="scores", exchanged=True))
        if self.draft is None or written.problem(pair.source, pair.translation) is None:
            return written
        return next((one for one in others if one.problem(pair.source, pair.translation) is None), written)

    def _by_rule(self, pair: LanguagePair) -> "tuple[WitnessSetting, ...]":
        rule = Rule(self.scorer, self.drafting, self.pivot)
        ways = rule.ways(pair, self.ways or 1)
        if ways:
            return tuple(self._asked(way) for way in ways)
        whole = WitnessSetting(self.name, self.scorer, self.translator, depth=self.depth, entry=self)
        wanted = replace(rule, installed=False).ways(pair, 1)
        if not wanted:
            return (replace(whole, lacks=self._beyond(pair), beyond=True),)
        lacks = self._asked(wanted[0]).problem(pair.source, pair.translation)
        return (replace(whole, lacks=lacks or "what it needs is not installed; see: toolkit doctor"),)

    def _asked(self, way: Way) -> "WitnessSetting":
        return WitnessSetting(
            name=way.name if self.ways else self.name,
            scorer=self.scorer,
            translator=self.translator,
            draft=way.draft(),
            pivot=way.path[-1] if way.hops else None,
            depth="scores" if way.exchanged else self.depth,
            exchanged=way.exchanged,
            way=way,
            entry=self,
        )

    def _beyond(self, pair: LanguagePair) -> str:
        """Say why nothing that could be installed would do, and what else would."""
        known = {code for way in traits.directions(self.scorer, installed=False) or () for code in way}
        own = f"a scorer that knows {pair} needs no draft: toolkit fetch brings one, such as opus-mt"
        spoken = [code for code in (pair.source, pair.translation) if code in known]
        if known and not spoken:
            return f"it knows {' and '.join(sorted(known))}, and so neither language of {pair}; {own}"
        if not spoken:
            return f"it does not know {pair}, and no draft leads to what it knows; {own}"
        strange = pair.source if spoken[0] == pair.translation else pair.translation
        wanted = f"{language_name(strange)} in {language_name(self.pivot)}" if self.pivot else language_name(strange)
        # From either language of the scorer the other is reached; Firefox has models for English, the first of the two.
        return (
            f"no installed engine drafts {wanted}; "
            f"fetch one that does with: toolkit fetch firefox {strange}-{min(known)}; or {own}"
        )


@dataclass(frozen=True, slots=True)
class WitnessSetting:
    """An engine that is asked. ``translator`` is the same engine as ``scorer``, for what it would write itself.

    With a ``draft`` engine the source is first written in the ``pivot`` language, unless it is in that language. With
    the sides ``exchanged`` that holds of the translation, and what is asked is how likely the source is in its light.
    ``lacks``: why it cannot be asked about the languages that it was made for; ``beyond``: and never could, whatever
    was installed. ``entry`` is what it was made from, ``way`` how, where a rule chose it.
    """

    name: str
    scorer: Scorer
    translator: Engine
    draft: Engine | None = None
    pivot: str | None = None
    depth: Depth = "scores"
    exchanged: bool = False
    lacks: str | None = None
    beyond: bool = False
    way: Way | None = None
    entry: Entry | None = field(default=None, repr=False, compare=False)

    def sides(self, pair: LanguagePair) -> LanguagePair:
        """Return the languages of what is read, drafted if need be, and of what is asked about in its light."""
        return LanguagePair(pair.translation, pair.source) if self.exchanged else pair

    def language(self, read: str) -> str:
        """Return the language of what stands for a text that is read in this language."""
        return self.pivot or read

    def told(self, pair: LanguagePair) -> str:
        """Say in words what it reads and what it is asked about."""
        read, asked = self.sides(pair).source, self.sides(pair).translation
        between = self.language(read)
        if between == read and not self.exchanged:
            return f"knows {pair}"
        side = "translation" if self.exchanged else "original"
        over = " > ".join(self.way.path) if self.way else f"{read} > {between}"
        draft = f"reads a draft of the {side}, {over}" if between != read else f"reads the {side}"
        return f"sides exchanged: {draft}, and is asked about {asked}" if self.exchanged else draft

    def signature(self, source: str, target: str) -> str:
        """Name everything that its answers about a source and its translation depend on."""
        sides = self.sides(LanguagePair(source, target))
        read, asked = sides.source, sides.translation
        between = self.language(read)
        draft = f"|draft:[{signature_in(self.draft, read, between)}]|pivot:{self.pivot}" if self.draft else ""
        own = f"|own:[{signature_in(self.translator, between, asked)}]" if self.depth == "full" else ""
        ways = ((between, asked), (asked, between))
        scorer = " ".join(dict.fromkeys(score_signature_in(self.scorer, *way) for way in ways))
        return f"{scorer}{draft}{own}{'|exchanged' if self.exchanged else ''}"

    def problem(self, source: str, target: str) -> str | None:
        """Return why it cannot be asked about these languages here, with the command that mends it, or None."""
        if self.lacks:
            return self.lacks
        read, asked = (target, source) if self.exchanged else (source, target)
        between = self.language(read)
        if self.draft and between != read and (problem := self.draft.problem(read, between)):
            return problem
        if problem := self.scorer.score_problem(between, asked) or self.scorer.score_problem(asked, between):
            return problem
        return self.translator.problem(between, asked) if self.depth == "full" else None


def about(settings: Iterable[WitnessSetting], pair: LanguagePair) -> tuple[WitnessSetting, ...]:
    """Return the witnesses for another pair of languages; those that came from no entry stay as they are."""
    found: dict[str, tuple[WitnessSetting, ...]] = {}
    for setting in settings:
        entry = setting.entry
        found.setdefault(entry.name if entry else setting.name, entry.settings(pair) if entry else (setting,))
    return tuple(_apart((one for some in found.values() for one in some), pair))


def build_witnesses(
    entries: Mapping[str, WitnessEntry], builder: Builder, spoken: tuple[str, str]
) -> tuple[WitnessSetting, ...]:
    """Return the witnesses for two languages; what is wrong with one is noted as a problem, at its line."""
    built = (_built(name, entry, builder) for name, entry in entries.items())
    pair = LanguagePair(*spoken)
    return tuple(_apart((setting for entry in built if entry is not None for setting in entry.settings(pair)), pair))


def _built(name: str, said: WitnessEntry, builder: Builder) -> Entry | None:
    path = ("witnesses", name)
    auto = said.draft == AUTO
    engine = builder.engine(said.scorer, (*path, "scorer"))
    draft = builder.engine(said.draft, (*path, "draft")) if said.draft and not auto else None
    engine = engine.engine if isinstance(engine, ParagraphWise) else engine
    if engine is not None and not isinstance(engine, Scorer):
        able = ", ".join(_able())
        builder.problems.add((*path, "scorer"), f"engine {said.scorer!r} cannot score; these can: {able}")
    elif not auto and (said.draft is None) != (said.pivot is None):
        there, lacking = ("draft", "pivot") if said.draft else ("pivot", "draft")
        builder.problems.add((*path, there), f"{there} goes together with {lacking}, which is missing")
    elif not auto and said.ways is not None:
        builder.problems.add((*path, "ways"), f"ways goes together with draft: {AUTO}")
    elif engine is not None and (draft is not None or said.draft is None or auto):
        drafting = _drafting(builder) if auto else ()
        return Entry(name, engine, engine, draft, said.pivot, said.depth, said.ways, drafting)
    return None


def _drafting(builder: Builder) -> tuple[Engine, ...]:
    """Return the engines that drafts may come from, our own that know where they go: as configured, or as they come."""
    own = [name for name in plugins.usable("engines") if not plugins.is_foreign("engines", name)]
    names = [name for name in own if issubclass(plugins.get("engines", name), Ranging)]
    found = (builder.engine(name, ("engines", name), quiet=True) for name in names if _needs_nothing(name))
    return tuple(engine for engine in found if engine and not traits.metered(engine) and not traits.senders(engine))


def _needs_nothing(name: str) -> bool:
    try:
        plugins.get("engines", name)()
    except TypeError:
        return False
    return True


def _apart(settings: Iterable[WitnessSetting], pair: LanguagePair) -> Iterable[WitnessSetting]:
    """Yield the witnesses, each under a name of its own; one that asks what another asks is left out, and says so."""
    names: set[str] = set()
    asked: dict[str, str] = {}
    for one in settings:
        name = one.name if one.name not in names or one.entry is None else f"{one.entry.name} {one.name}"
        names.add(name)
        fallen_back = one.draft is None and one.lacks is None and one.entry and (one.entry.draft or one.entry.drafting)
        same = asked.setdefault(one.signature(pair.source, pair.translation), name) if fallen_back else name
        if same != name:
            yield replace(one, name=name, lacks=f"it asks the same as witness {same}", beyond=True)
        else:
            yield replace(one, name=name)


def _able() -> list[str]:
    return [name for name in plugins.usable("engines") if issubclass(plugins.get("engines", name), Scorer)]
