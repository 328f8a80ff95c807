"""Asks the engines of a configuration how likely they find each unit's translation, all units in one call."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.config.witnesses import WitnessSetting
from toolkit.errors import EngineError
from toolkit.model import Hypothesis, LanguagePair, Unchecked, Unit
from toolkit.model.token_scores import TokenScores
from toolkit.model.witness import Witness
from toolkit.plugins.contracts import Filler, Scorer
from toolkit.plugins.plurals import counted
from toolkit.plugins.signatures import name_of
from toolkit.run import bugs
from toolkit.run.stages.exchanges import with_exchanges
from toolkit.run.stages.fillings import with_fillings
from toolkit.run.stages.trips import translate

Question = tuple[str, str]
"""A text, and the one that it is scored under."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """What the witnesses said: ``witnesses[i]`` of the unit at place ``i``; empty where there is no witness at all.

    ``unchecked`` says which unit has no witness or only part of one, and why; ``failed`` which witness broke down.
    """

    witnesses: tuple[tuple[Witness, ...], ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def failed_witnesses(self) -> dict[str, str]:
        """The reason of each witness that broke down, which is called a witness: among routes there may be its name."""
        return {f"witness {name}": reason for name, reason in self.failed.items()}


@dataclass(slots=True)
class _Hearing:
    """One witness at work: the places of the units it is asked about, what stands for their sources, its own words."""

    setting: WitnessSetting
    places: list[int]
    given: list[str]
    own: list[str] = field(default_factory=list)


def ask_witnesses(
    units: Sequence[Unit],
    settings: Sequence[WitnessSetting],
    pair: LanguagePair,
    skipped: Mapping[str, str],
    progress: Callable[[str], None],
) -> Testimony:
    """Ask every witness but those that are ``skipped``, each with its reason, about every unit with text on both sides.

    That the others can be asked here was seen before (``requirements``). An engine that fails leaves its witness out,
    with the reason in ``failed``.
    """
    if not settings:
        return Testimony()
    names = [setting.name for setting in settings]
    if all(unit.source is None for unit in units):
        return Testimony(unchecked=tuple(Unchecked(f"witness {name}", "needs the source") for name in names))
    unchecked = [Unchecked(f"witness {name}", reason) for name, reason in skipped.items()]
    failed: dict[str, str] = {}
    hearings: list[_Hearing] = []
    for setting in settings:
        if setting.name in skipped:
            continue
        progress(f"witness {setting.name}: drafts")
        try:
            hearing, gaps = _prepared(setting, units, pair)
        except Exception as error:
            if bugs.to_mend(error):
                raise
            failed[setting.name] = bugs.reason(error)
            continue
        hearings.append(hearing)
        unchecked += gaps
    progress("witnesses: likelihoods")
    by_unit: list[list[Witness]] = [[] for _ in units]
    for group in _by_scorer(hearings):
        try:
            for hearing, answers in zip(group, _heard(group, units, pair), strict=True):
                for place, witness in zip(hearing.places, answers, strict=True):
                    by_unit[place].append(witness)
                    unchecked += _cut(witness, units[place])
        except Exception as error:
            if bugs.to_mend(error):
                raise
            failed.update(dict.fromkeys((hearing.setting.name for hearing in group), bugs.reason(error)))
    order = {name: number for number, name in enumerate(names)}
    witnesses = tuple(tuple(sorted(of_unit, key=lambda witness: order[witness.name])) for of_unit in by_unit)
    return Testimony(witnesses, tuple(dict.fromkeys(unchecked)), failed)


def _prepared(setting: WitnessSetting, units: Sequence[Unit], pair: LanguagePair) -> tuple[_Hearing, list[Unchecked]]:
    """Write the drafts, and what the engine would write itself."""
    sides = setting.sides(pair)
    name, language = f"witness {setting.name}", setting.language(sides.source)
    gaps, places, given = [], [], []
    for place, unit in enumerate(units):
        blank = [
            side for side, text in (("source", unit.source_text), ("translation", unit.translation_text)) if not text
        ]
        if blank:
            gaps.append(Unchecked(name, f"nothing on the side of the {blank[0]}", unit.index))
        else:
            places.append(place)
            given.append(_sides(unit, setting)[0])
    if setting.draft and language != sides.source:
        drafts = translate(setting.draft, given, sides.source, language)
        gaps += _no_drafts(name, drafts, [units[place] for place in places])
        places = [place for place, draft in zip(places, drafts, strict=True) if draft.rejection is None]
        given = [draft.text for draft in drafts if draft.rejection is None]
    own = translate(setting.translator, given, language, sides.translation) if setting.depth == "full" else None
    if own is None:
        return _Hearing(setting, places, given), gaps
    gaps += _no_drafts(name, own, [units[place] for place in places])
    sound = [number for number, draft in enumerate(own) if draft.rejection is None]
    places, given = [places[number] for number in sound], [given[number] for number in sound]
    return _Hearing(setting, places, given, [own[number].text for number in sound]), gaps


def _no_drafts(name: str, drafts: Sequence[Hypothesis], units: Sequence[Unit]) -> list[Unchecked]:
    """Return which units have no draft and why; raises EngineError where most have none."""
    none = [(draft.rejection, unit) for draft, unit in zip(drafts, units, strict=True) if draft.rejection is not None]
    if len(none) > len(drafts) / 2:
        raise EngineError(f"{len(none)} of {len(drafts)} drafts are no translations, the first: {none[0][0].reason}")
    return [Unchecked(name, f"its draft is no translation: {why.reason}", unit.index) for why, unit in none]


def _sides(unit: Unit, setting: WitnessSetting) -> tuple[str, str]:
    """Return the text that is read, itself or as a draft, and the one that is asked about in its light."""
    sides = unit.source_text, unit.translation_text
    return sides[::-1] if setting.exchanged else sides


def _by_scorer(hearings: Sequence[_Hearing]) -> Iterable[list[_Hearing]]:
    groups: dict[tuple[str, str | None, bool], list[_Hearing]] = {}
    for hearing in hearings:
        one = hearing.setting
        groups.setdefault((one.scorer.score_signature(), one.pivot, one.exchanged), []).append(hearing)
    return groups.values()


def _heard(hearings: Sequence[_Hearing], units: Sequence[Unit], pair: LanguagePair) -> list[list[Witness]]:
    """Return what each of the witnesses of one scorer says, for each of its places."""
    setting = hearings[0].setting
    sides = setting.sides(pair)
    language, target = setting.language(sides.source), sides.translation
    forward: dict[Question, TokenScores | None] = {}
    backward: dict[Question, TokenScores | None] = {}
    for hearing in hearings:
        full = hearing.setting.depth == "full"
        for number, place in enumerate(hearing.places):
            read, text = _sides(units[place], setting)
            given = hearing.given[number]
            forward[text, given] = backward[given, text] = None
            if full:
                forward[text, ""] = forward[text, read] = None
                backward[given, hearing.own[number]] = None
    ahead = _scored(setting.scorer, list(forward), language, target)
    behind = _scored(setting.scorer, list(backward), target, language)
    answers = [
        [
            _witness(hearing, number, units[place], language, ahead, behind)
            for number, place in enumerate(hearing.places)
        ]
        for hearing in hearings
    ]
    if setting.depth != "full" or setting.exchanged:
        return answers
    if isinstance(setting.scorer, Filler):
        answers = [with_fillings(setting.scorer, witnesses, language, target) for witnesses in answers]
    return [
        with_exchanges(setting.scorer, witnesses, [units[place] for place in hearing.places], pair)
        for hearing, witnesses in zip(hearings, answers, strict=True)
    ]


def _scored(scorer: Scorer, questions: Sequence[Question], source: str, target: str) -> dict[Question, TokenScores]:
    answers = scorer.score([text for text, _ in questions], [given for _, given in questions], source, target)
    if len(answers) != len(questions):
        name = name_of(scorer.score_signature())
        raise EngineError(f"{name} scored {counted(len(answers), 'text')} of {len(questions)} ({source} > {target})")
    return dict(zip(questions, answers, strict=True))


def _witness(
    hearing: _Hearing,
    number: int,
    unit: Unit,
    language: str,
    ahead: dict[Question, TokenScores],
    behind: dict[Question, TokenScores],
) -> Witness:
    given, name, exchanged = hearing.given[number], hearing.setting.name, hearing.setting.exchanged
    read, text = _sides(unit, hearing.setting)
    if hearing.setting.depth != "full":
        return Witness(name, language, given, ahead[text, given], behind[given, text], exchanged=exchanged)
    own = hearing.own[number]
    return Witness(
        name=name,
        language=language,
        given=given,
        forward=ahead[text, given],
        backward=behind[given, text],
        own=own,
        own_backward=behind[given, own],
        unprompted=ahead[text, ""],
        raw=ahead[text, read],
        exchanged=exchanged,
    )


def _cut(witness: Witness, unit: Unit) -> Iterable[Unchecked]:
    """Say so where the engine's limit left a part of the text out."""
    scored = witness.forward.scored or witness.backward.scored
    if scored:
        text, given = scored if witness.forward.scored else scored[::-1]
        side = "original" if witness.exchanged else "translation"
        whole = unit.source_text if witness.exchanged else unit.translation_text
        reason = (
            f"too long for the engine: {text} of {len(whole)} characters of the {side} scored, "
            f"under {given} of {len(witness.given)} characters given"
        )
        yield Unchecked(f"witness {witness.name}", reason, unit.index)
