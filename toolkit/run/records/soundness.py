"""Whether what was read as a run is one: a file that a person or another program changed must not raise a traceback."""

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.run.records.runs import Run, RunDocument, Source

_TEXTS = ("toolkit", "code", "config", "mode", "languages", "splitter", "aligner", "encoder", "calibration", "heads")
_MAPS = ("engines", "witnesses", "packages", "readers")
_LISTS = ("metrics", "checks")


def require_sound(run: Run) -> None:
    """Raise TypeError or ValueError where a value is not of its kind."""
    for name, figure in run.figures.items():
        _texts(name)
        _numbers((figure.value, *figure.segments, *figure.percentiles))
        units = run.documents[name.document].units if name.document in run.documents else ()
        if figure.segments and len(figure.segments) != len(units):
            raise ValueError("as many figures as units are wanted")
        if figure.percentiles and len(figure.percentiles) != len(figure.segments):
            raise ValueError("as many percentiles as figures are wanted")
    _texts((*run.documents, *run.remarks))
    for document in run.documents.values():
        _document(document)
    for source in run.sources.values():
        _source(source)


def _document(document: RunDocument) -> None:
    for unit in document.units:
        _texts((unit.source, unit.translation))
        _numbers((unit.number, unit.suspicion, unit.quality))
        for one in unit.findings:
            _texts((one.check, one.severity, one.category, one.message, one.words))
    if len({unit.number for unit in document.units}) != len(document.units):
        raise ValueError("each unit has a number of its own")
    _texts(document.remarks)
    for place, answers in document.answers.items():
        _texts((*place, *answers))
        if len(answers) != len(document.units):
            raise ValueError("as many answers as units are wanted")


def _source(source: Source) -> None:
    signature, provenance = source.signature, source.provenance
    _texts(signature.get(key, "") for key in _TEXTS)
    for key in _MAPS:
        _map_of_texts(signature.get(key, {}))
    for legs in signature.get("routes", {}).values():
        _map_of_texts(legs)
    for key in _LISTS:
        if not isinstance(signature.get(key, []), list):
            raise TypeError(f"{key} are a list")
        _texts(signature.get(key, ()))
    if not provenance:
        return
    _texts((provenance["run"], provenance["line"]))
    _map_of_texts(provenance["environment"])
    for one in (*provenance["inputs"].values(), *provenance["files"]):
        _texts((one["path"], "" if one["sha256"] is None else one["sha256"]))
    for one in provenance["files"]:
        _texts(part for part in one["key"] if not isinstance(part, int))
    for key in ("configuration", "options"):
        if not isinstance(provenance[key], Mapping):
            raise TypeError(f"{key} is a map")


def _map_of_texts(value: Any) -> None:
    if not isinstance(value, Mapping):
        raise TypeError("a map is wanted")
    _texts(value.values())


def _texts(values: Iterable[Any]) -> None:
    if isinstance(values, str) or not all(isinstance(value, str) for value in values):
        raise TypeError("texts are wanted")


def _numbers(values: Iterable[Any]) -> None:
    for value in values:
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            raise TypeError("numbers are wanted")
