"""What was measured of a batch, as Markdown: each figure beside what is asked of it."""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.scale_plan import seconds_a_thousand


def measured(known: dict[str, Any]) -> str:
    """Return the tables of all parts that were measured."""
    machine = known.get("machine", {})
    parts = [f"On {machine.get('cores', '?')} cores ({machine.get('processor', 'unknown')})."]
    rows = [*_overhead(known), *_workers(known), *_ray(known), *_desk(known)]
    parts.append(table(("measured", "figure", "asked"), rows))
    if "stages" in known:
        parts.append(_stages(known))
    return "\n\n".join(parts)


def _overhead(known: dict[str, Any]) -> Iterator[Sequence[str]]:
    if "overhead" not in known:
        return
    found = known["overhead"]
    every, again = found["all"], found["again"]
    count = every["documents"]
    first, second = every["halves"]
    told = f"{count:,} documents of {found['sentences']} sentences, {' and '.join(found['routes'])}, 2 workers"
    yield told, f"{every['seconds']:,.0f} s, {every['failed']} failed", ""
    yield "overhead a document: work x workers, less the stages", f"{every['overhead_ms']:.1f} ms", "under 6 ms"
    memory = f"{every['half_mb']:.0f} MB at {count // 2:,}, {every['driver_mb']:.0f} MB at {count:,}"
    yield "memory of the first process, the highest", memory, "flat, under 300 MB"
    yield "memory of a worker, the highest", f"{every['worker_mb']:.0f} MB", ""
    yield "processors used, of 2", f"{every['used']:.2f}", "both busy"
    yield "second half of the documents / first half", f"{second / max(first, 1e-9):.2f}", "at most 1.1"
    yield f"the same again, {again['done']} to do", f"{again['seconds']:.2f} s", "under 3 s"


def _workers(known: dict[str, Any]) -> Iterator[Sequence[str]]:
    if "workers" in known:
        one, two = known["workers"]["1"], known["workers"]["2"]
        told = f"engine-bound, {one['documents']} documents, a thread a worker: 1 worker"
        yield told, f"{one['work_seconds']:.0f} s", "180 s or more"
        ratio = one["work_seconds"] / two["work_seconds"]
        yield "the same with 2 workers", f"{two['work_seconds']:.0f} s: {ratio:.2f} x", "1.8 x"


def _ray(known: dict[str, Any]) -> Iterator[Sequence[str]]:
    for name, label in (("articles", "articles through Apertium"), ("engine", "engine-bound")):
        if "ray" in known:
            local, cluster = (known["ray"][f"{name} {executor}"] for executor in ("local", "ray"))
            share = cluster["pace"] / local["pace"]
            paces = f"{cluster['pace']:.1f} and {local['pace']:.1f} documents a second: {share:.2f} x"
            yield f"Ray and local, 2 workers, start left out: {label}", paces, ".85 x"
            yield "Ray: memory of the first process, the highest", f"{cluster['driver_mb']:.0f} MB", "under 300 MB"


def _desk(known: dict[str, Any]) -> Iterator[Sequence[str]]:
    if "desk" in known:
        found = known["desk"]
        yield "cache, the file itself: values written / read a second", _pair(found, "file"), ""
        yield "cache, through the actor, one who asks", _pair(found, "actor"), ""
        yield "messages to the actor a document, all answers new", f"{found['messages']:.0f}", ""


def _pair(found: dict[str, Any], name: str) -> str:
    return f"{found[f'{name}_put']:,.0f} / {found[f'{name}_get']:,.0f}"


def _stages(known: dict[str, Any]) -> str:
    rows = [(name, f"{seconds:.1f}") for name, seconds in seconds_a_thousand(known).items()]
    rows.append(("all", f"{sum(seconds_a_thousand(known).values()):.1f}"))
    return table(("stage, the whole preset, one worker", "seconds a 1,000 sentences"), rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, its last columns to the right where they are figures."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
