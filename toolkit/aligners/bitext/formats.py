"""The formats in which alignments are kept and exchanged.

``vecalign`` is the format of Vecalign (Thompson & Koehn 2019) and its scorer, ``tmx`` is TMX 1.4b (LISA OSCAR 2005).
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from toolkit.model import Bead, Bitext
from toolkit.plugins.xml_characters import holdable

FORMATS = ("vecalign", "tsv", "tmx", "json")


_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def render(bitext: Bitext, form: str) -> str:
    """Return an alignment in one of FORMATS, ending in a line end."""
    return {"vecalign": vecalign, "tsv": tsv, "tmx": tmx, "json": as_json}[form](bitext)


def vecalign(bitext: Bitext) -> str:
    """Return a line such as ``[0]:[0,1]`` for each bead; sentences count from zero."""
    return "".join(f"[{_numbers(bead.left)}]:[{_numbers(bead.right)}]\n" for bead in bitext.beads)


def tsv(bitext: Bitext) -> str:
    """Return a table with a head line: sentence numbers of both sides, confidence, and both texts."""
    lines = ["left\tright\tconfidence\tleft_text\tright_text"]
    for bead in bitext.beads:
        texts = (" ".join(text.split()) for text in bitext.texts(bead))
        lines.append("\t".join([_numbers(bead.left), _numbers(bead.right), _confidence(bead), *texts]))
    return "\n".join(lines) + "\n"


def tmx(bitext: Bitext) -> str:
    """Return a translation memory of the beads that have text on both sides; confidence is a property of the unit."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "translation-toolkit",
            "creationtoolversion": _version(),
            "segtype": "block",
            "o-tmf": "plain text",
            "adminlang": "en",
            "srclang": bitext.left.language,
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    for number, bead in enumerate(bitext.beads):
        texts = bitext.texts(bead)
        if not all(text.strip() for text in texts):
            continue
        unit = ET.SubElement(body, "tu", tuid=str(number))
        if bead.confidence is not None:
            ET.SubElement(unit, "prop", type="x-confidence").text = _confidence(bead)
        if bead.moved:
            ET.SubElement(unit, "prop", type="x-moved").text = "yes"
        for text, language in zip(texts, (bitext.left.language, bitext.right.language), strict=True):
            variant = ET.SubElement(unit, "tuv", {_XML_LANGUAGE: language})
            ET.SubElement(variant, "seg").text = holdable(text)
    ET.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return head + ET.tostring(root, encoding="unicode") + "\n"


def as_json(bitext: Bitext) -> str:
    """Return ``as_data`` as JSON."""
    return json.dumps(as_data(bitext), ensure_ascii=False, indent=1) + "\n"


def as_data(bitext: Bitext) -> dict[str, Any]:
    """Return both sides (sentences with their offsets in the file) and the beads as numbers of sentences."""
    return {
        "version": 1,
        **{
            side: {
                "path": text.path,
                "language": text.language,
                "sentences": [
                    {"text": one.text, "start": one.body.start, "end": one.body.end} for one in text.sentences
                ],
            }
            for side, text in (("left", bitext.left), ("right", bitext.right))
        },
        "beads": [
            {
                "left": list(range(*bead.left)),
                "right": list(range(*bead.right)),
                "confidence": bead.confidence,
                **({"moved": True} if bead.moved else {}),
            }
            for bead in bitext.beads
        ],
    }


def _numbers(span: Sequence[int]) -> str:
    return ",".join(map(str, range(*span)))


def _confidence(bead: Bead) -> str:
    return "" if bead.confidence is None else f"{bead.confidence:.4f}"


def _version() -> str:
    try:
        return version("translation-toolkit")
    except PackageNotFoundError:
        return "0"
