"""Which documents a configuration names, and which several translations of one original: its section ``inputs``."""

from collections.abc import Sequence
from pathlib import Path

from toolkit.config.file import InputEntry
from toolkit.config.problems import Problems
from toolkit.config.settings import Input, ManifestInput, VersionInput, VersionsInput
from toolkit.config.yaml12 import KeyPath

SIDES = ("source", "reference", "documents")
"""What stands beside versions; no version has such a name."""


def build_inputs(
    entries: Sequence[InputEntry], problems: Problems
) -> tuple[tuple[Input | ManifestInput, ...], tuple[VersionsInput, ...]]:
    """Return the documents and the comparisons of versions; what is wrong with an entry is noted at its line."""
    documents: list[Input | ManifestInput] = []
    comparisons = []
    for number, entry in enumerate(entries):
        path = ("inputs", number)
        said = entry.model_fields_set
        if "manifest" in said:
            for key in sorted(said - {"manifest"}):
                problems.add((*path, key), "stands in the rows of the manifest, not beside it; leave one of them out")
            place = problems.place((*path, "manifest"))
            documents.append(ManifestInput(entry.manifest, Path(place.file).parent, place))
        elif not said & {"translation", "versions"}:
            problems.add(
                (*path, "translation"),
                "required, but missing; or name several under 'versions', or a table of documents as 'manifest'",
            )
        elif "versions" not in said:
            for key in sorted(said & {"reference", "documents", "lines"}):
                problems.add((*path, key), "goes with 'versions', several translations of one original")
            place = problems.place((*path, "translation"))
            documents.append(Input(entry.translation, entry.source, entry.id, Path(place.file).parent, place))
        elif "translation" in said:
            problems.add((*path, "versions"), "in place of 'translation', not beside it; leave one of them out")
        elif _sound(entry, path, problems):
            comparisons.append(_versions(entry, path, problems))
    return tuple(documents), tuple(comparisons)


def _sound(entry: InputEntry, path: KeyPath, problems: Problems) -> bool:
    """Note what does not go together; return whether all does."""
    faults: list[tuple[KeyPath, str]] = [
        (("versions", name), "is what stands beside the versions; give this one another name")
        for name in SIDES
        if name in entry.versions
    ]
    faults += [
        (("versions", name), "a version wants a name that can be read") for name in entry.versions if not name.strip()
    ]
    if entry.documents and not entry.lines:
        faults.append((("documents",), "goes with 'lines: true'"))
    if not entry.lines and not entry.source:
        faults.append((("versions",), "several translations want their original; add 'source'"))
    if entry.lines and not entry.source and not entry.reference:
        faults.append((("lines",), "lines want an original ('source'), a human 'reference', or both"))
    for place, fault in faults:
        problems.add((*path, *place), fault)
    return not faults


def _versions(entry: InputEntry, path: KeyPath, problems: Problems) -> VersionsInput:
    place = problems.place((*path, "versions"))
    return VersionsInput(
        tuple(VersionInput(name, one.file, one.made_by) for name, one in entry.versions.items()),
        entry.source,
        entry.reference,
        entry.documents,
        entry.lines,
        entry.id,
        Path(place.file).parent,
        place,
    )
