"""A comparison of versions as plain data: what ``versions.json`` holds and every other format is made of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any

from toolkit import __version__
from toolkit.config.settings import Config
from toolkit.evaluation.significance import differences, human_agreement
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics
from toolkit.evaluation.significance.ranking import ALPHA, POWER, Ranking
from toolkit.evaluation.significance.versions import MEANING, MEANING_OF_JUDGE, QUALITY, signatures
from toolkit.model import SEVERITIES, Sent
from toolkit.reports.wording.signature_lines import figure_line
from toolkit.run.records.provenance import Signed
from toolkit.run.versions.rows import VersionRow
from toolkit.run.versions.versions import Versions

VERSION = 1


def as_data(
    found: Versions,
    ranked: Sequence[Ranking],
    statistics: Mapping[str, Mapping[str, SegmentStatistics]],
    config: Config,
    files: Mapping[str, str],
    said: Signed,
    sent: Sequence[Sent] = (),
) -> dict[str, Any]:
    """Return the whole comparison; ``files`` names the files of source and reference, and of each version.

    ``sent`` is what may have left this machine for it.
    """
    first = ranked[0]
    measure = differences.told_apart_by(found)
    of_metrics = metric_signatures(config, said, with_reference=found.reference is not None)
    return {
        "version": VERSION,
        "kind": "versions",
        "toolkit": __version__,
        "languages": {"source": config.source_language, "translation": config.translation_language},
        "files": dict(files),
        "test": {
            "name": first.test,
            "unit": first.unit,
            "units": first.units,
            "trials": first.trials,
            "seed": first.seed,
            "alpha": ALPHA,
            "power": POWER,
            "correction": "holm",
        },
        "versions": [
            {
                "name": version.name,
                "made_by": version.made_by,
                "makers": [asdict(maker) for maker in version.makers],
                "affinities": [asdict(affinity) for affinity in version.affinities],
                "left_out": asdict(found.own_judges(version)),
                "words": sum(len(row.text.split()) for row in version.rows),
                **_counts(found.fair_rows(version)),
                "lacking": sum(not row.text.strip() for row in version.rows),
                "adding": sum(bool(row.added) for row in version.rows),
            }
            for version in found.versions
        ],
        "measures": [
            {
                "name": one.metric,
                "meaning": MEANING.get(one.metric, MEANING_OF_JUDGE),
                "higher_is_better": next(iter(statistics[one.metric].values())).higher_is_better,
                "signature": of_metrics.get(one.metric) or figure_line(one.metric, said.signature, said.provenance),
                "systems": [_rounded(asdict(system)) for system in one.systems],
                "contrasts": [
                    {
                        **_rounded(asdict(contrast)),
                        "people_agree": people_agree(one.metric, contrast.difference, of_metrics, found),
                    }
                    for contrast in one.contrasts
                ],
            }
            for one in ranked
        ],
        "told_apart_by": measure,
        "buckets": [asdict(bucket) for bucket in differences.buckets(found, measure, config.source_language)],
        "phrases": {
            name: [{"phrase": phrase, "times": times} for phrase, times in phrases]
            for name, phrases in differences.own_phrases(found).items()
        },
        "rows": differences.as_rows(found, measure, statistics.get("chrf", {})),
        "sent": [asdict(one) for one in sent],
        "signature": said.signature,
        "provenance": said.provenance,
    }


def people_agree(
    metric: str, difference: float | None, signatures: Mapping[str, str], found: Versions
) -> dict[str, Any] | None:
    """Return in how many such pairs people would agree (None: no claim), and in words; None where nobody knows."""
    aligned = any(version.comparison is not None for version in found.versions)
    one_article = aligned or (found.documents is not None and len(set(found.documents)) == 1)
    known = human_agreement.applies(metric, signatures.get(metric, ""), found.size, one_article=one_article)
    if not known or difference is None:
        return None
    return {
        "percent": human_agreement.agreement(metric, difference),
        "said": human_agreement.said(metric, difference),
    }


def _counts(rows: Sequence[VersionRow]) -> dict[str, int]:
    """Return how many findings of each severity there are."""
    counts = Counter(finding.severity for row in rows for finding in row.findings)
    return {f"{severity}s": counts[severity] for severity in SEVERITIES}


def metric_signatures(config: Config, said: Signed, *, with_reference: bool) -> dict[str, str]:
    """Return the signature of each measure that has one of its own: sacreBLEU's, and that of the witnesses."""
    known = signatures(config) if with_reference else {}
    asked = tuple(said.signature["witnesses"].values())
    return {
        QUALITY: figure_line(QUALITY, said.signature, said.provenance, witnesses=asked),
        **{name: figure_line(line, said.signature, said.provenance) for name, line in known.items()},
    }


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Return the figures to four places; what is no number is None, for JSON has none for it."""
    return {
        key: (round(value, 4) if isfinite(value) else None) if isinstance(value, float) else value
        for key, value in row.items()
    }
