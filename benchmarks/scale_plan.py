"""From what was measured on one machine to a plan for many: the arithmetic of a large job, in the open."""

from typing import Any

_SENTENCES = 100_000_000
_MACHINES = (1, 10, 100)
_CORES = 2  # a machine, as the one that was measured
_WIRE_BYTES = 10e9 / 8  # a second, of a network of 10 Gbit/s
_HOURS = 3600.0


def seconds_a_thousand(known: dict[str, Any]) -> dict[str, float]:
    """Return what each stage takes of 1,000 sentences in seconds of one worker, and what lies between stages."""
    found = known["stages"]
    run = found["run"]
    thousands = run["documents"] * found["sentences"] / 1000
    stages = {name: seconds / thousands for name, seconds in run["stages"].items()}
    return {**stages, "between stages": max(run["overhead_ms"], 0.0) * run["documents"] / 1000 / thousands}


def plan(known: dict[str, Any]) -> str:
    """Return the plan as Markdown; empty while a part of it is not measured."""
    if not {"stages", "ray", "desk"} <= known.keys():
        return "Not measured yet."
    a_thousand = sum(seconds_a_thousand(known).values())
    size = known["stages"]["sentences"]
    documents = _SENTENCES / size
    core_hours = _SENTENCES / 1000 * a_thousand / _HOURS
    cluster = known["ray"]["articles ray"]
    driver = 1000 / max(cluster["driver_cpu_ms"], 0.1)  # the clock of processes goes by hundredths of a second
    messages, rate = known["desk"]["messages"], known["desk"]["messages_a_second"]
    desk = rate / messages
    worker = 1000 / (a_thousand * size)  # documents a second
    results, cache = known["stages"]["result_bytes"], known["stages"]["cache_bytes"]
    enough = min(driver, desk) / worker
    lines = [
        f"- **Work**: {a_thousand:.0f} s of a core a 1,000 sentences x {_SENTENCES / 1000:,.0f} = "
        f"{core_hours:,.0f} core-hours; {_SENTENCES:,} sentences are {documents:,.0f} documents of {size}.",
        f"- **Disk**: results {results:,.0f} bytes a sentence x {_SENTENCES:,} = {results * _SENTENCES / 1e9:,.0f} GB; "
        f"cache {cache:,.0f} bytes a sentence = {cache * _SENTENCES / 1e9:,.0f} GB (bounded with `toolkit cache "
        "--max-size`).",
        f"- **Memory**: {known['stages']['run']['worker_mb']:.0f} MB a worker, {cluster['driver_mb']:.0f} MB for the "
        "first process.",
        f"- **A worker** does 1,000 / ({a_thousand:.0f} x {size}) = {worker:.3f} documents a second.",
        f"- **The first process** spends {cluster['driver_cpu_ms']:.1f} ms of its core on a document: at most "
        f"{driver:,.0f} documents a second.",
        f"- **The actor of the cache** answers {rate:,.0f} messages a second, of which a document sends "
        f"{messages:.0f}: at most {desk:,.0f} documents a second.",
        f"- So one job keeps at most min({driver:,.0f}, {desk:,.0f}) / {worker:.3f} = {enough:,.0f} workers busy.",
        f"- **Network**: a document's results of {results * size / 1000:,.0f} kB come to the first machine once: "
        f"{_WIRE_BYTES / (results * size):,.0f} documents a second at 10 Gbit/s.",
        "",
        f"| machines of {_CORES} cores | workers busy | days | documents a second | what is full first |",
        "| --- | --- | --- | --- | --- |",
    ]
    for machines in _MACHINES:
        workers = machines * _CORES
        busy = min(workers, enough)
        days = core_hours / busy / 24
        full = "its cores" if workers <= enough else "the first process" if driver <= desk else "the actor of the cache"
        lines.append(f"| {machines} | {busy:,.0f} | {days:,.1f} | {busy * worker:,.1f} | {full} |")
    return "\n".join(lines)
