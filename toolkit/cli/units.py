"""Units that should be looked at, as the terminal shows them and as CSV."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.reports.wording.score_table import shown
from toolkit.run.tables.csv_files import line
from toolkit.run.tables.worst import SUSPICION, WorstUnit

_MOST_WORDS = 5
_COLUMNS = ("document", "path", "version", "unit", "place", "suspicion", "route", "figure", "source", "translation")


def lines(number: int, one: WorstUnit, by: str) -> Iterator[str]:
    """Yield the lines of a unit: where it is, both its texts, what was found, and what witnesses say."""
    data = one.as_data()
    version = f" ({one.unit.version})" if one.unit.version else ""
    place = data["place"]
    where = f"{one.path}{':' if place[:1].isdigit() else ', '}{place}" if place else one.path
    figure = f", {by.rpartition(' ')[2]} {shown('', one.figure)}" if one.route else ""
    of = f" ({one.route})" if one.route else ""
    yield f"{number}. {where}{version}: unit {data['unit']}, {SUSPICION} {one.unit.suspicion:.2f}{figure}{of}"
    for text, lacking in ((one.unit.source, "no original"), (one.unit.translation, "not translated")):
        yield f"   {text or f'({lacking})'}"
    for row in one.findings:
        yield f"   {row['severity']}: {row['check']}: {row['message']} [{row['category']}]"
    for witness in one.witnesses:
        said = heard(witness)
        if said:
            yield f"   witness {witness['name']}: {said}"


def heard(witness: Mapping[str, Any]) -> str:
    """Return what a witness says of a unit: words that it finds unlikely, and words that it finds nowhere."""
    unlikely, original = (
        [
            f"{one['text']!r}" + (f" (would put {one['preferred']!r})" if one["preferred"] else "")
            for one in witness.get(where, ())[:_MOST_WORDS]
        ]
        for where in ("unlikely", "unlikely_in_original")
    )
    lost = [f"{one['text']!r}" for one in witness["unrendered"][:_MOST_WORDS]]
    parts = [f"finds unlikely {', '.join(unlikely)}"] if unlikely else []
    parts += [f"finds unlikely in the original {', '.join(original)}"] if original else []
    parts += [f"finds nowhere {', '.join(lost)}"] if lost else []
    return "; ".join(parts)


def as_csv(found: Sequence[WorstUnit]) -> str:
    """Return a line a unit; its findings stand in one cell."""
    rows = [line([*_COLUMNS, "findings", "witnesses"])]
    for one in found:
        data = one.as_data()
        findings = "; ".join(f"{row['severity']}: {row['check']}: {row['message']}" for row in one.findings)
        said = "; ".join(f"{witness['name']}: {heard(witness)}" for witness in one.witnesses if heard(witness))
        rows.append(line([*(data.get(column) for column in _COLUMNS), findings, said]))
    return "".join(rows)
