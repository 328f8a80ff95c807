"""A table of documents, a row each: which files belong together. Everything wrong with it is told at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.config.inputs import SIDES
from toolkit.errors import ConfigError, InputError
from toolkit.plugins.disk import kind
from toolkit.plugins.suggestions import nearest
from toolkit.readers.bilingual.named_rows import ENDINGS, NamedRow, named_rows

_COLUMNS = ("translation", "source", "reference", "id")
_VERSION, _MAKER = "version:", "made_by:"
_MOST = 20


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A document: the file of its translation, or those of several versions by their names; "" is what no cell says.

    ``made_by`` says of some versions who made them.
    """

    id: str
    translation: str
    versions: Mapping[str, str]
    made_by: Mapping[str, str]
    source: str
    reference: str


def read_manifest(path: Path) -> tuple[ManifestRow, ...]:
    """Return the rows of a manifest (csv, tsv, xlsx, jsonl), blank ones left out.

    Raises ConfigError with what is wrong, a line each with file, line and column; of very many, the first.
    """
    faults: list[str] = []
    rows, known = [], dict[str, str]()
    try:
        _require_table(path)
        table = named_rows(path, lambda names: any(_is_file_column(name) for name in names))
        faults += _of_header(table.header)
        if faults:
            raise ConfigError(faults)
        for row in table.rows:
            values = {name: value.strip() for name, value in row.values.items()}
            found = [*_of_row(row, values, known, with_header=bool(table.header))]
            faults += found
            if not found:
                rows.append(_row(values))
    except InputError as error:  # behind it nothing can be read
        faults.append(str(error))
    if len(faults) > _MOST:
        faults[_MOST:] = [f"{path}: {len(faults) - _MOST} more faults"]
    if faults or not rows:
        raise ConfigError(faults or [f"{path}: no documents in it; add a row below the header"])
    return tuple(rows)


def _require_table(path: Path) -> None:
    if kind(path) == "other":
        raise InputError(f"{path}: a named pipe or a device; name a file")
    if path.suffix.lower() not in ENDINGS:
        raise InputError(f"{path}: no kind of manifest has this ending; there are: {', '.join(ENDINGS)}")


def _is_file_column(name: str) -> bool:
    return name == "translation" or name.startswith(_VERSION)


def _of_header(header: Sequence[tuple[str, str]]) -> list[str]:
    """Return what is wrong with the names of the columns, all of it that can be told at once."""
    names = [name for name, _ in header if name]
    faults = [
        f"{place}: unknown column {name!r}{_meant(name)}" for name, place in header if name and not _is_column(name)
    ]
    faults += [
        f"{place}: a second column {name!r}; leave one of them out"
        for number, (name, place) in enumerate(header)
        if name and any(name == other for other, _ in header[:number])
    ]
    if header and not faults and not any(map(_is_file_column, names)):
        faults.append(f"{header[0][1]}: no column 'translation', and none such as 'version:NAME'")
    return faults


def _is_column(name: str) -> bool:
    return name in _COLUMNS or any(name.startswith(kind) and name != kind for kind in (_VERSION, _MAKER))


def _meant(name: str) -> str:
    return nearest(name, (*_COLUMNS, "version:NAME", "made_by:NAME"), "columns")


def _of_row(row: NamedRow, values: Mapping[str, str], known: dict[str, str], *, with_header: bool) -> Iterator[str]:
    """Yield what is wrong with a row; ``known`` are the ids before it with their places, to which its own is added."""
    for name, what in row.odd.items():
        yield f"{row.at(name)}: {name}: {what}; write it as text"
    if row.odd:
        return
    for name, value in values.items():
        if not with_header and not _is_column(name):
            yield f"{row.at(name)}: unknown key {name!r}{_meant(name)}"
        elif not name and value:
            yield f"{row.at(name)}: {value!r} stands in a column without a name"
        elif any(ord(sign) < ord(" ") for sign in value):
            yield f"{row.at(name)}: {name}: a line break or another control character in it"
    versions = [name for name in values if name.startswith(_VERSION) and values[name]]
    if values.get("translation") and versions:
        yield f"{row.at(versions[0])}: {versions[0]} beside a translation; leave one of them empty"
    elif len(versions) == 1:
        yield f"{row.at(versions[0])}: one version alone; add another, or call the column 'translation'"
    elif not versions and not values.get("translation"):
        yield f"{row.at('translation')}: no translation; name its file, or take out the row"
    yield from _of_versions(row, values, versions)
    own = values.get("id")
    if own and own in known:
        yield f"{row.at('id')}: the id {own!r} is taken by {known[own]}; give each document one of its own"
    elif own:
        known[own] = row.place


def _of_versions(row: NamedRow, values: Mapping[str, str], versions: Sequence[str]) -> Iterator[str]:
    for column in versions:
        if column.removeprefix(_VERSION).strip() in ("", *SIDES):
            yield f"{row.at(column)}: {column}: is what stands beside the versions; give this one another name"
    if versions and not values.get("source"):
        yield f"{row.at('source')}: no source; several translations want their original"
    if not versions and values.get("reference"):
        yield f"{row.at('reference')}: a reference goes with several versions"
    for column, value in values.items():
        if column.startswith(_MAKER) and value and _VERSION + column.removeprefix(_MAKER) not in versions:
            yield f"{row.at(column)}: {column}: the row has no such version"


def _row(values: Mapping[str, str]) -> ManifestRow:
    def named(kind: str) -> dict[str, str]:
        return {
            name.removeprefix(kind).strip(): value for name, value in values.items() if name.startswith(kind) and value
        }

    one = {name: values.get(name, "") for name in _COLUMNS}
    return ManifestRow(one["id"], one["translation"], named(_VERSION), named(_MAKER), one["source"], one["reference"])
