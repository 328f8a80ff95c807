"""The other half of the metric ``comet``: runs where COMET is installed, reads pairs, writes a number for each.

    python3.11 -m venv comet && comet/bin/pip install unbabel-comet
    metrics: [{use: comet, command: [comet/bin/python, configs/comet_scorer.py, Unbabel/wmt22-cometkiwi-da]}]

The argument is a model, by its name or as the path of its checkpoint. One that wants a human translation, such as
Unbabel/wmt22-comet-da, goes with ``reference: true``.
"""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any


def main(model: str) -> None:
    """Score every line of standard input: ``src``, ``mt`` and, if it is there, ``ref`` of a JSON object."""
    pairs = [json.loads(line) for line in sys.stdin.buffer.read().decode("utf-8").split("\n") if line]
    with contextlib.redirect_stdout(sys.stderr):  # libraries print progress where the numbers must go
        from comet import download_model, load_from_checkpoint

        path = model if Path(model).is_file() else download_model(model)
        scorer: Any = load_from_checkpoint(path)
        rows = [{key: pair[key] for key in ("src", "mt", "ref") if key in pair} for pair in pairs]
        scores = scorer.predict(rows, batch_size=8, gpus=0, progress_bar=False).scores
    sys.stdout.write("".join(f"{score:.6f}\n" for score in scores))


if __name__ == "__main__":
    main(sys.argv[1])
