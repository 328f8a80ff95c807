"""What a batch costs (overhead, memory, processors, workers, Ray, the cache), and the plan for 100 million sentences.

    python -m benchmarks.scale [--quick] [--parts PART,...] [--documents 2000] [--update docs/scale.md]

Parts: overhead (many documents through Apertium, and the same again with nothing to do), stages (the whole preset,
neural engines and vectors included), workers (one and two, on engine-bound work, a thread each), ray (against processes
of this machine), desk (the actor that owns the cache). What is measured is kept in ``--figures FILE``, so that parts
can be run one by one; the tables are made of all that is there. Documents are made here, the same every time; nothing
of the user's is touched. Other work on the machine moves every figure: measure when it is quiet.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import scale_documents
from benchmarks.readme import replace_section
from benchmarks.scale_documents import NEURAL, RULES
from benchmarks.scale_plan import plan
from benchmarks.scale_runs import Run, batch
from benchmarks.scale_tables import measured

Figures = dict[str, Any]
_PARTS = ("overhead", "stages", "workers", "ray", "desk")
_WORKERS = 2


def _kept(run: Run) -> Figures:
    """Return what the tables need of a run, as plain data."""
    first, second = run.halves()
    return {
        "documents": run.documents, "failed": run.failed, "workers": run.workers, "seconds": run.seconds,
        "work_seconds": run.work_seconds, "cpu_seconds": run.cpu_seconds, "overhead_ms": 1000 * run.overhead,
        "driver_cpu_ms": 1000 * run.driver_cpu_seconds,
        "driver_mb": run.driver_bytes / 1e6, "half_mb": run.half_bytes / 1e6,
        "worker_mb": run.worker_bytes / 1e6, "halves": [first, second], "pace": run.pace, "stages": dict(run.stages),
        "used": run.cpu_seconds / run.seconds,
    }  # fmt: skip


def overhead(folder: Path, options: argparse.Namespace) -> Figures:
    """Measure many documents with two workers, and all again with nothing to do."""
    scale_documents.write(folder / "all", options.documents, options.sentences)
    names = tuple({"rules": RULES, "neural": NEURAL}[route] for route in options.routes.split(","))
    config = scale_documents.articles(folder / "all", names, vectors=options.vectors)
    found: Figures = {"sentences": options.sentences, "routes": list(names)}
    found["all"] = _kept(batch(config, folder / "out-all", folder / "cache-all", workers=_WORKERS))
    again = batch(config, folder / "out-all", folder / "cache-all", workers=_WORKERS)
    found["again"] = {"seconds": again.seconds, "done": again.documents, "driver_mb": again.driver_bytes / 1e6}
    units = options.documents * options.sentences
    found["result_bytes"] = _size(folder / "out-all") / units
    found["cache_bytes"] = _size(folder / "cache-all") / units
    return found


def stages(folder: Path, options: argparse.Namespace) -> Figures:
    """Measure the whole preset, both its routes and vectors, one worker."""
    scale_documents.write(folder / "docs", options.stage_documents, options.sentences)
    config = scale_documents.articles(folder / "docs", (NEURAL, RULES), vectors=True)
    run = batch(config, folder / "out", folder / "cache")
    units = options.stage_documents * options.sentences
    return {
        "sentences": options.sentences,
        "run": _kept(run),
        "result_bytes": _size(folder / "out") / units,
        "cache_bytes": _size(folder / "cache") / units,
    }


def workers(folder: Path, options: argparse.Namespace) -> Figures:
    """Measure the same engine-bound job with one worker and with two, each with caches of its own."""
    scale_documents.write(folder / "docs", options.engine_documents, options.sentences)
    config = scale_documents.engine_bound(folder / "docs")
    return {
        str(count): _kept(batch(config, folder / f"out{count}", folder / f"cache{count}", workers=count))
        for count in (1, _WORKERS)
    }


def ray(folder: Path, options: argparse.Namespace) -> Figures:
    """Measure the same job by two processes of this machine and by a cluster of two workers."""
    scale_documents.write(folder / "docs", options.ray_documents, options.sentences)
    config = scale_documents.articles(folder / "docs", (RULES,), vectors=False)
    bound = scale_documents.engine_bound(folder / "docs")
    found: Figures = {"sentences": options.sentences}
    for name, one in (("articles", config), ("engine", bound)):
        for executor in ("local", "ray"):
            out, cache = folder / f"out-{name}-{executor}", folder / f"cache-{name}-{executor}"
            run = batch(one, out, cache, "--executor", executor, workers=_WORKERS)
            found[f"{name} {executor}"] = _kept(run)
    return found


def desk(folder: Path, options: argparse.Namespace) -> Figures:
    """Measure what the actor that owns the cache takes, and what documents ask of it."""
    from benchmarks import scale_desk

    count = 3 if options.quick else 20
    scale_documents.write(folder / "docs", count + 1, options.sentences)
    config = scale_documents.articles(folder / "docs", (RULES,), vectors=False)
    figures = scale_desk.desk(200 if options.quick else 2000)
    return {**vars(figures), "messages": scale_desk.messages_a_document(config, count)}


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default=",".join(_PARTS), help="what to measure; none: make the tables alone")
    parser.add_argument("--quick", action="store_true", help="a few documents: to see that all of it runs")
    parser.add_argument("--documents", type=int, default=2000, help="for overhead [2000]")
    parser.add_argument("--routes", default="rules", help="for overhead: rules, neural, or both [rules]")
    parser.add_argument("--vectors", action="store_true", help="for overhead: align by vectors, and score cosine")
    parser.add_argument("--sentences", type=int, default=20, help="a document [20]")
    parser.add_argument("--stage-documents", type=int, default=25, help="for stages [25]")
    parser.add_argument("--engine-documents", type=int, default=320, help="for workers [320]")
    parser.add_argument("--ray-documents", type=int, default=200, help="for ray [200]")
    parser.add_argument(
        "--figures", type=Path, default=Path("runs/scale.json"), help="what is measured [runs/scale.json]"
    )
    parser.add_argument("--update", type=Path, metavar="PAGE", help="put the tables between the marks of this page")
    options = parser.parse_args()
    if options.quick:
        options.documents, options.stage_documents = 12, 2
        options.engine_documents = options.ray_documents = 8
        options.sentences = 4
    return options


def main() -> None:
    options = _parsed()
    known: Figures = json.loads(options.figures.read_text(encoding="utf-8")) if options.figures.exists() else {}
    measures: dict[str, Callable[[Path, argparse.Namespace], Figures]] = {
        "overhead": overhead, "stages": stages, "workers": workers, "ray": ray, "desk": desk,
    }  # fmt: skip
    for part in filter(None, options.parts.split(",")):
        with tempfile.TemporaryDirectory(prefix="scale") as folder:
            known[part] = measures[part](Path(folder), options)
        known["machine"] = {"cores": os.cpu_count(), "processor": _processor()}
        options.figures.parent.mkdir(parents=True, exist_ok=True)
        options.figures.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        print(f"{part}: measured", flush=True)
    text = measured(known)
    planned = plan(known)
    print(f"{text}\n\n{planned}")
    if options.update:
        replace_section(options.update, "measured", text)
        replace_section(options.update, "plan", planned)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


if __name__ == "__main__":
    main()
