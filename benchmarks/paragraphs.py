"""What a long document costs: the check of many paragraphs of our own words with their original.

    python -m benchmarks.paragraphs [N] [ALIGNER]

Writes N paragraphs (10,000 unless said) in Italian and in English, made by rule from short lists of words, checks them
as a user does, with an empty cache and the aligner `length` (unless said: vectors of so many sentences take their own
time, about .03 s each), and prints seconds of processor time and the peak of memory. Every fiftieth
paragraph is left out, and every seventieth has another number, so that there is something to find.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
_WHO = [("Il comune", "The town"), ("La scuola", "The school"), ("Il porto", "The harbour"), ("La banca", "The bank")]
_DID = [("ha comprato", "bought"), ("ha venduto", "sold"), ("ha riparato", "repaired"), ("ha perso", "lost")]
_WHAT = [("barche", "boats"), ("tavoli", "tables"), ("finestre", "windows"), ("biciclette", "bicycles")]
_WHEN = [("lunedì", "on Monday"), ("in primavera", "in spring"), ("di notte", "at night"), ("a maggio", "in May")]
_THEN = [
    ("Nessuno ne ha parlato.", "Nobody spoke of it."),
    ("I vicini erano contenti.", "The neighbours were pleased."),
    ("Il conto arriverà più tardi.", "The bill will come later."),
    ("La strada è rimasta chiusa.", "The road stayed closed."),
]


def texts(number: int) -> tuple[str, str]:
    """Return the original and its translation, the same each time."""
    chance = random.Random(number)  # noqa: S311 - words, no secrets
    original, translation = [], []
    for at in range(number):
        who, did, what, when, then = (chance.choice(some) for some in (_WHO, _DID, _WHAT, _WHEN, _THEN))
        count = chance.randrange(20, 999)
        original.append(f"{who[0]} {did[0]} {count} {what[0]} {when[0]}. {then[0]}")
        if at % 50 != 49:
            said = count + 1 if at % 70 == 69 else count
            translation.append(f"{who[1]} {did[1]} {said} {what[1]} {when[1]}. {then[1]}")
    return "\n\n".join(original) + "\n", "\n\n".join(translation) + "\n"


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    aligner = sys.argv[2] if len(sys.argv) > 2 else "length"
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("long.it.txt", "long.en.txt")]
        for path, text in zip(paths, texts(number), strict=True):
            path.write_text(text, encoding="utf-8")
        config = Path(folder, "config.yaml")
        config.write_text(f"languages: {{source: it, translation: en}}\naligner: {aligner}\n", encoding="utf-8")
        command = [sys.executable, "-m", "toolkit", "check", str(paths[1]), "--source", str(paths[0])]
        command += ["--config", str(config)]
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{number:,} paragraphs, {len(done.stdout.splitlines()):,} lines of findings, exit {done.returncode}")
    print(f"processor time {used.ru_utime + used.ru_stime:.1f} s, memory {used.ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
