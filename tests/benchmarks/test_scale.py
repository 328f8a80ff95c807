"""What `benchmarks.scale` measures becomes tables and a plan whose arithmetic is right, between the marks of a page."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import scale, scale_documents
from benchmarks.scale_plan import plan, seconds_a_thousand
from benchmarks.scale_tables import measured

PAGE = "before\n<!-- measured -->\nold\n<!-- /measured -->\n<!-- plan -->\nold\n<!-- /plan -->\nafter\n"


def run(**more: Any) -> dict[str, Any]:
    return {
        "documents": 10, "failed": 0, "workers": 2, "seconds": 10.0, "work_seconds": 9.0, "cpu_seconds": 18.0,
        "overhead_ms": 5.0, "driver_cpu_ms": 2.0, "driver_mb": 90.0, "half_mb": 89.0,
        "worker_mb": 300.0, "halves": [5.0, 4.0], "pace": 2.0, "used": 1.8,
        "stages": {"reading": 1.0, "checks": 2.95}, **more,
    }  # fmt: skip


FIGURES = {
    "machine": {"cores": 2, "processor": "a processor"},
    "overhead": {
        "sentences": 20, "routes": ["rules via es"], "all": run(),
        "again": {"seconds": 1.5, "done": 0, "driver_mb": 80.0}, "result_bytes": 100.0, "cache_bytes": 50.0,
    },
    "stages": {"sentences": 20, "run": run(), "result_bytes": 1000.0, "cache_bytes": 500.0},
    "workers": {"1": run(work_seconds=200.0), "2": run(work_seconds=100.0)},
    "ray": {f"{name} {executor}": run() for name in ("articles", "engine") for executor in ("local", "ray")},
    "desk": {
        "file_put": 1.0, "file_get": 2.0, "actor_put": 3.0, "actor_get": 4.0,
        "messages_a_second": 600.0, "messages": 10.0,
    },
}  # fmt: skip


def test_the_plan_is_reckoned_from_what_was_measured() -> None:
    # 4 s of 10 documents of 20 sentences, that is 20 s a 1,000: a worker does 2.5 documents a second.
    assert sum(seconds_a_thousand(FIGURES).values()) == pytest.approx(20.0)
    said = plan(FIGURES)
    assert "20 s of a core a 1,000 sentences x 100,000 = 556 core-hours" in said
    assert "results 1,000 bytes a sentence x 100,000,000 = 100 GB; cache 500 bytes a sentence = 50 GB" in said
    assert "min(500, 60) / 2.500 = 24 workers busy" in said
    assert "| 10 | 20 | 1.2 | 50.0 | its cores |" in said
    assert "| 100 | 24 | 1.0 | 60.0 | the actor of the cache |" in said
    assert plan({}) == "Not measured yet."


def test_figures_stand_beside_what_is_asked_and_in_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.md").write_text(PAGE)
    (tmp_path / "figures.json").write_text(json.dumps(FIGURES))
    paths = ["--figures", str(tmp_path / "figures.json"), "--update", str(tmp_path / "page.md")]
    monkeypatch.setattr(sys, "argv", ["scale", "--parts", "", *paths])
    scale.main()
    page = (tmp_path / "page.md").read_text()
    assert page.startswith("before\n<!-- measured -->\nOn 2 cores (a processor).")
    assert "| overhead a document: work x workers, less the stages | 5.0 ms | under 6 ms |" in page
    assert "| the same with 2 workers | 100 s: 2.00 x | 1.8 x |" in page
    assert "| the same again, 0 to do | 1.50 s | under 3 s |" in page
    assert plan(FIGURES) in page
    assert "old" not in page
    assert measured({"machine": {}}).startswith("On ? cores")


def test_no_two_sentences_of_the_documents_are_alike_and_they_are_the_same_every_time() -> None:
    every = [pair for number in range(50) for pair in scale_documents.pairs(number, 20)]
    assert len({one for one, _ in every}) == len({other for _, other in every}) == len(every)
    assert scale_documents.pairs(7, 20) == every[140:160]


@pytest.mark.slow
@pytest.mark.engine
def test_a_batch_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = tmp_path / "figures.json"
    monkeypatch.setattr(sys, "argv", ["scale", "--quick", "--parts", "overhead", "--figures", str(figures)])
    scale.main()
    found = json.loads(figures.read_text())["overhead"]
    assert (found["all"]["documents"], found["all"]["failed"], found["again"]["done"]) == (12, 0, 0)
    assert {"reading", "checks", "writing"} < found["all"]["stages"].keys()
    assert found["all"]["driver_mb"] > 10
