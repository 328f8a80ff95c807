"""What was printed of pairs, as the evaluation reads it."""

import json
from pathlib import Path

from toolkit.evaluation.mqm.opinions import Opinion, read


def test_errors_and_warnings_have_places_and_information_has_none(tmp_path: Path) -> None:
    findings = [
        {"severity": "error", "start": 1, "end": 4},
        {"severity": "info", "start": 5, "end": 6},
        {"severity": "warning", "start": 0, "end": 9},
    ]
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps({"id": "a", "findings": findings, "suspicion": 1, "quality": None, "scores": {}}) + "\n")
    assert read(path) == {"a": Opinion(1.0, None, ((1, 4), (0, 9)))}
