"""Several translations as files that have a segment a line, as WMT has them: the texts as they stand, none aligned."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.analysis.text.identification import require_language
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Affinity, Readable
from toolkit.readers.files.documents import content
from toolkit.run.compare import Progress, silent
from toolkit.run.families.affinity import affinities
from toolkit.run.families.judges import Judges, LeftOut, without
from toolkit.run.families.makers import makers, require_known
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.check_pairs import AT_ONCE, TextPair, answer_of, answers, units_of
from toolkit.run.stages.requirements import require
from toolkit.run.stages.sequence import Plan, ask_in_parts, send
from toolkit.run.stages.trips import Travels
from toolkit.run.versions.versions import NOBODY, Version, VersionRow, Versions, require_several, unwanted


def compare_lines(
    translations: Mapping[str, Readable],
    config: Config,
    progress: Progress = silent,
    *,
    source: Readable | None = None,
    reference: Readable | None = None,
    documents: Readable | None = None,
    made_by: Mapping[str, str] = NOBODY,
) -> Versions:
    """Lay files beside each other that have a segment a line (as WMT has them), the texts as they stand.

    With a ``source``, what checks and witnesses say of each pair goes with it; ``documents`` is a file with the name of
    each segment's document. Raises InputError where the files have not the same number of lines, or nothing judges.
    """
    require_several(translations)
    for who in made_by.values():
        require_known(who, config)
    if source is None and reference is None:
        raise InputError("lines want an original (--source), a human reference (--reference), or both")
    texts = {name: lines_of(translation) for name, translation in translations.items()}
    given = {"source": source, "reference": reference, "documents": documents}
    sides = {name: lines_of(side) for name, side in given.items() if side is not None}
    _require_equal({**{str(translations[name]): lines for name, lines in texts.items()}, **sides})
    languages = {"source": config.source_language, "reference": config.translation_language}
    for name, lines in texts.items():
        require_language(str(translations[name]), " ".join(lines), config.translation_language)
    for name, language in languages.items():
        if name in sides:
            require_language(str(given[name]), " ".join(sides[name]), language)
    if "documents" in sides:
        _require_named(str(documents), sides["documents"])
    judges = Judges()
    if source is None:
        versions = [
            Version(name, tuple(map(VersionRow, lines)), None, made_by.get(name)) for name, lines in texts.items()
        ]
    else:
        versions, judges = _judged(texts, sides["source"], config, progress, made_by)
    return Versions(
        tuple(versions),
        tuple(sides["source"]) if source is not None else None,
        tuple(sides["reference"]) if reference is not None else None,
        tuple(sides["documents"]) if documents is not None else None,
        judges,
    )


def lines_of(readable: Readable) -> list[str]:
    """Return the lines of a file of segments, as they stand; raises InputError as a reader does.

    Only what ends a line is gone, as Windows writes it, too: a file is no other translation for that.
    """
    lines = content(readable).removeprefix("\ufeff").removesuffix("\n").split("\n")
    return [line.removesuffix("\r") for line in lines]


def _require_equal(files: Mapping[str, Sequence[str]]) -> None:
    (first, lines), *others = files.items()
    for name, other in others:
        if len(other) != len(lines):
            raise InputError(
                f"{name}: {len(other)} lines, and {first} has {len(lines)}; with --lines, line by line is one segment"
            )


def _require_named(path: str, documents: Sequence[str]) -> None:
    """Raise InputError for a segment without a document: all such would be drawn as one document."""
    for number, name in enumerate(documents, 1):
        if not name.strip():
            raise InputError(f"{path}:{number}: no name; write the name of its document for each segment, one a line")


def _judged(
    texts: Mapping[str, Sequence[str]],
    source: Sequence[str],
    config: Config,
    progress: Progress,
    made_by: Mapping[str, str],
) -> tuple[list[Version], Judges]:
    """Return the versions with what checks and engines say of each line, and who was asked.

    All versions go through the routes before a witness is asked: who may have made one decides who judges the others.
    """
    plan = Plan.of(config, require(config, metrics=False))
    judges = Judges.of(plan)
    pairs = {name: _pairs(lines, source, config) for name, lines in texts.items()}
    sent: dict[str, Travels] = {}
    near: dict[str, tuple[Affinity, ...]] = {}
    for name, own in pairs.items():
        progress(name)
        units = units_of(own)
        sent[name] = send(units, plan, progress)
        near[name] = affinities(units, sent[name].sound, config)
    who = {name: makers(made_by.get(name), near[name], config) for name in texts}
    versions = []
    for name, own in pairs.items():
        progress(name)
        rows: tuple[VersionRow, ...] = ()
        apart: dict[LeftOut, tuple[VersionRow, ...]] = {}
        if plan.routes or plan.witnesses:
            left_out = unwanted(who[name], who.values(), judges)
            rows, apart = _rows(own, plan, sent[name], left_out, progress)
        else:
            rows = tuple(map(_row, own, answers(own, config, progress)))
        versions.append(Version(name, rows, None, made_by.get(name), who[name], near[name], apart))
    return versions, judges


def _rows(
    pairs: Sequence[TextPair], plan: Plan, sent: Travels, left_out: Sequence[LeftOut], progress: Progress
) -> tuple[tuple[VersionRow, ...], dict[LeftOut, tuple[VersionRow, ...]]]:
    """Return the rows as all judges see them, and as the others do without those that are left out."""
    nobody = LeftOut()
    plans = {nobody: plan, **{one: _without(plan, one) for one in left_out}}
    found: dict[LeftOut, list[VersionRow]] = {one: [] for one in plans}
    names = iter(pairs)
    for part, asked in ask_in_parts(units_of(pairs), plan, progress, AT_ONCE, sent):
        for place, unit in enumerate(part):
            pair, said = next(names), asked.of_unit(place, unit)
            for one, of_others in plans.items():
                found[one].append(_row(pair, answer_of(pair.id, unit, without(said, one), of_others)))
    rows = {one: tuple(of_one) for one, of_one in found.items()}
    return rows.pop(nobody), rows


def _without(plan: Plan, left_out: LeftOut) -> Plan:
    return replace(
        plan,
        routes=tuple(route for route in plan.routes if route.name not in left_out.routes),
        witnesses=tuple(one for one in plan.witnesses if one.name not in left_out.witnesses),
    )


def _pairs(lines: Sequence[str], source: Sequence[str], config: Config) -> list[TextPair]:
    languages = config.source_language, config.translation_language
    return [
        TextPair(str(number), original, line, *languages)
        for number, (original, line) in enumerate(zip(source, lines, strict=True), 1)
    ]


def _row(pair: TextPair, answer: PairAnswer) -> VersionRow:
    return VersionRow(pair.translation, answer.findings, answer.suspicion, answer.quality)
