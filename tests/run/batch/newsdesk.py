"""A batch of articles, each with a fault of its own, and an engine that needs no model."""

import json
from pathlib import Path
from typing import Any

from tests.run.records.newsroom import SENTENCES, config
from tests.run.records.newsroom import write as write_engine


def write(folder: Path, count: int, *more: dict[str, Any], **settings: Any) -> None:
    """Write articles ``d0``, ``d1``, ... with their translations, and the configuration that names them."""
    write_engine(folder)
    for number in range(count):
        for name, side in (("it", 0), ("en", 1)):
            text = "\n\n".join(pair[side] for pair in SENTENCES).replace("84", str(number + 1))
            (folder / f"d{number:02}.{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    inputs = [{"translation": "d*.en.txt", "source": "{stem}.it.txt"}, *more]
    (folder / "c.yaml").write_text(json.dumps(config(inputs=inputs, **settings)))


def files(folder: Path) -> dict[str, str]:
    """Return all files below a folder, without the time that each document took, and of the runs the last alone."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
            if path.name == "outcome.json":
                text = json.dumps({**json.loads(text), "seconds": 0})
            if path.name == "history.jsonl":
                text = json.dumps({**json.loads(text.splitlines()[-1]), "time": ""})
            found[path.relative_to(folder).as_posix()] = text
    return found


def times(folder: Path) -> dict[str, int]:
    """Return when each document's outcome was written: what is done again has another."""
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.glob("*/outcome.json")}
