"""Several translations as files that have a segment a line, as WMT has them: the texts as they stand, none aligned."""

from collections.abc import Mapping, Sequence

from toolkit.analysis.text.identification import require_language
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Affinity, Readable
from toolkit.plugins.plurals import counted
from toolkit.readers.files.documents import content
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, silent
from toolkit.run.families.affinity import affinities
from toolkit.run.families.judges import Judges
from toolkit.run.families.makers import makers, require_known
from toolkit.run.pairs.check_pairs import TextPair, units_of
from toolkit.run.stages.requirements import require
from toolkit.run.stages.sequence import Plan, send
from toolkit.run.stages.trips import Travels
from toolkit.run.versions.line_answers import LineJudges
from toolkit.run.versions.rows import VersionRow
from toolkit.run.versions.versions import NOBODY, Version, Versions, require_several, unwanted


def compare_lines(
    translations: Mapping[str, Readable],
    config: Config,
    cache: Cache | None = None,
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
        versions, judges = _judged(texts, sides["source"], config, cache, progress, made_by)
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
            there = counted(len(other), "line")
            raise InputError(f"{name}: {there}, and {first} has {len(lines)}; with --lines, a line is one segment")


def _require_named(path: str, documents: Sequence[str]) -> None:
    """Raise InputError for a segment without a document: all such would be drawn as one document."""
    for number, name in enumerate(documents, 1):
        if not name.strip():
            raise InputError(f"{path}:{number}: no name; write the name of its document for each segment, one a line")


def _judged(
    texts: Mapping[str, Sequence[str]],
    source: Sequence[str],
    config: Config,
    cache: Cache | None,
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
    asked = LineJudges.of(plan, config, cache)
    versions = []
    for name, own in pairs.items():
        progress(name)
        left_out = unwanted(who[name], who.values(), judges)
        rows, apart, unheard = asked.rows(own, sent[name], left_out, progress)
        versions.append(Version(name, rows, None, made_by.get(name), who[name], near[name], apart, unheard))
    return versions, judges


def _pairs(lines: Sequence[str], source: Sequence[str], config: Config) -> list[TextPair]:
    languages = config.source_language, config.translation_language
    return [
        TextPair(str(number), original, line, *languages)
        for number, (original, line) in enumerate(zip(source, lines, strict=True), 1)
    ]
