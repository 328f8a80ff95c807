"""A small run without a model: an article, its translation, and an engine that knows just these sentences."""

import json
import sys
from pathlib import Path
from typing import Any

SENTENCES = (
    (
        "Il sindaco ha riaperto il porto di Vell lunedì mattina.",
        "The mayor reopened the port of Vell on Monday morning.",
    ),
    ("I lavori sono costati 48 milioni di euro alla regione.", "The works cost the region 84 million euros."),
    ("Nessuno ha protestato durante la seduta del consiglio.", "Nobody protested during the the council meeting."),
    ("La nave è tornata a casa dopo tre anni di viaggio.", "The ship came home after three years of travel."),
)
ENGINE = """
import difflib, json, pathlib, sys
here = pathlib.Path(__file__).parent
pairs = json.loads((here / "pairs.json").read_text())
known = dict(pairs) if sys.argv[1] == "it" else {english: italian.replace("dopo", "in") for italian, english in pairs}
more = (here / "more.txt").read_text().strip() if (here / "more.txt").exists() else ""
for line in sys.stdin:
    nearest = difflib.get_close_matches(line.strip(), known, n=1, cutoff=0)
    print((known[nearest[0]] + " " + more).strip())
"""


def config(**more: Any) -> dict[str, Any]:
    """Return the configuration, as JSON, which is YAML."""
    return {
        "languages": {"source": "it", "translation": "en"},
        "engines": {"desk": {"use": "command", "command": [sys.executable, "engine.py", "{source}"]}},
        "routes": {"by the desk": "desk"},
        "aligner": "length",
        "metrics": ["chrf", "bleu"],
        "checks": {"*": "off", "numbers": "on", "doubled-words": "on"},
        **more,
    }


def write(folder: Path) -> None:
    """Write the article, its translation, the engine and the configuration into a folder."""
    for name, side in (("a.it.txt", 0), ("a.en.txt", 1)):
        (folder / name).write_text("\n\n".join(pair[side] for pair in SENTENCES) + "\n", encoding="utf-8")
    (folder / "pairs.json").write_text(json.dumps(SENTENCES))
    (folder / "engine.py").write_text(ENGINE)
    (folder / "c.yaml").write_text(json.dumps(config()))


def edit(path: Path, old: str, new: str) -> None:
    """Put other words into a file, which must have the old ones."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
