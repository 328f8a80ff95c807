"""What the toolkit says of each annotated translation: asked here, or read from what ``check --pairs`` printed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import InputError
from toolkit.evaluation.mqm.rows import Annotated
from toolkit.readers.files.json_lines import Wording, read_objects
from toolkit.reports.wording.unlikely_words import HeardWord

if TYPE_CHECKING:
    from toolkit.config.settings import Config

_WORDING = Wording(
    no_object="not a JSON object; it wants what `toolkit check --pairs` prints",
    empty="no answers in it; it wants what `toolkit check --pairs` prints",
    folder="this is a folder; name a file in it",
)
_LOUD = ("error", "warning")
_GREATEST = 1e6


@dataclass(frozen=True, slots=True)
class Opinion:
    """Of one translation: ``found`` are the places of errors and warnings, as ``check --pairs`` prints them.

    ``heard`` are the words that witnesses judged, None where nobody knows, as in what was printed.
    """

    suspicion: float
    quality: float | None
    found: tuple[tuple[int, int], ...]
    heard: tuple[HeardWord, ...] | None = None


def asked(
    rows: Iterable[Annotated], config: "Config", progress: Callable[[str], None]
) -> tuple[dict[str, Opinion], list[str]]:
    """Return what the configuration's checks, engines and witnesses say of each row, and what makes it incomplete."""
    from toolkit.run.pairs.check_pairs import answers
    from toolkit.run.pairs.rows import TextPair

    ordered = sorted(rows, key=lambda row: (row.direction, row.id))
    pairs = [TextPair(row.id, row.source, row.translation, *row.direction) for row in ordered]
    opinions, missing = {}, dict[str, None]()
    for answer in answers(pairs, config, progress):
        opinions[answer.id] = _opinion(answer.row(), answer.id, answer.heard_places())
        missing.update(dict.fromkeys(answer.incomplete))
    return opinions, list(missing)


def read(path: Path) -> dict[str, Opinion]:
    """Read the lines that ``toolkit check --pairs`` prints; raises InputError that names the line."""
    found: dict[str, Opinion] = {}
    for place, row in read_objects(path, _WORDING):
        name = row.get("id")
        if not isinstance(name, str):
            raise InputError(f"{place}: 'id' is {'missing' if name is None else 'not text'}")
        if name in found:
            raise InputError(f"{place}: the id {name!r} stands there twice")
        found[name] = _opinion(row, place, None)
    return found


def _opinion(row: Mapping[str, Any], place: str, heard: tuple[HeardWord, ...] | None) -> Opinion:
    suspicion, quality, findings = row.get("suspicion"), row.get("quality"), row.get("findings")
    if (
        not _is_number(suspicion, least=0)
        or not (quality is None or _is_number(quality))
        or not isinstance(findings, list)
    ):
        raise InputError(f"{place}: it wants findings, suspicion and quality, as `toolkit check --pairs` prints them")
    found = [one for one in findings if isinstance(one, dict) and one.get("severity") in _LOUD]
    places = tuple((one.get("start") or 0, one.get("end") or 0) for one in found)
    if not all(isinstance(at, int) for ends in places for at in ends):
        raise InputError(f"{place}: 'start' and 'end' of a finding are no numbers of characters")
    return Opinion(float(suspicion), None if quality is None else float(quality), places, heard)  # type: ignore[arg-type]


def _is_number(value: object, least: float = -_GREATEST) -> bool:
    """Whether it is a number that ``check --pairs`` may have printed."""
    is_one = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_one and least <= value < _GREATEST  # type: ignore[operator]  # seen above
