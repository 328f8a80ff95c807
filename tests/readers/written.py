"""Units written as each kind of bilingual file, as the tools that make such files write them."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Row = tuple[str, str, str]
"""Name, original and translation."""


def _xml(text: str) -> str:
    return escape(text).replace("\r", "&#13;")


def _cdata(text: str) -> str:
    parts = "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
    return parts.replace("\r", "]]>&#13;<![CDATA[")


def xliff_1(rows: Sequence[Row], write: Callable[[str], str] = _xml) -> str:
    units = "\n".join(
        f'   <trans-unit id="{name}">\n    <source>{write(left)}</source>\n'
        f'    <target state="translated">{write(right)}</target>\n    <note>Due note.</note>\n   </trans-unit>'
        for name, left, right in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        ' <file original="a.html" source-language="it-IT" target-language="en-GB" datatype="html">\n  <body>\n'
        f"{units}\n  </body>\n </file>\n</xliff>\n"
    )


def xliff_1_cdata(rows: Sequence[Row]) -> str:
    return xliff_1(rows, _cdata)


def xliff_1_segments(rows: Sequence[Row]) -> str:
    """One ``trans-unit`` with a segment for each row."""

    def marked(side: int) -> str:
        return " ".join(f'<mrk mtype="seg" mid="{row[0]}">{_xml(row[side])}</mrk>' for row in rows)

    unit = (
        f'<trans-unit id="t"><source>{_xml(" ".join(row[1] for row in rows))}</source>\n'
        f"<seg-source>{marked(1)}</seg-source>\n<target state='final'>{marked(2)}</target></trans-unit>"
    )
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="it"'
        f' target-language="en" datatype="plaintext"><body>{unit}</body></file></xliff>'
    )


def xliff_2(rows: Sequence[Row]) -> str:
    units = "\n".join(
        f'<unit id="{name}"><notes><note>Due.</note></notes><segment state="final"><source>{_xml(left)}</source>'
        f"<target>{_xml(right)}</target></segment></unit>"
        for name, left, right in rows
    )
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="it" trgLang="en">\n'
        f'<file id="f1">\n{units}\n</file>\n</xliff>\n'
    )


def tmx(rows: Sequence[Row], encoding: str = "UTF-8") -> str:
    units = "\n".join(
        f'<tu tuid="{name}"><prop type="x">due</prop>\n<tuv xml:lang="IT"><seg>{_xml(left)}</seg></tuv>\n'
        f'<tuv xml:lang="fr"><seg>Bonjour.</seg></tuv>\n<tuv xml:lang="EN-US"><seg>{_xml(right)}</seg></tuv></tu>'
        for name, left, right in rows
    )
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header'
        f' srclang="it" datatype="plaintext" segtype="sentence"/>\n<body>\n{units}\n</body></tmx>\n'
    )


def tmx_utf16(rows: Sequence[Row]) -> str:
    return tmx(rows, "UTF-16")


def po(rows: Sequence[Row]) -> str:
    def text(written: str) -> str:
        words = re.findall(r"[^ ]* ?", written)
        lines = ["".join(words[at : at + 6]) for at in range(0, len(words), 6)]
        return "\n".join(json.dumps(line, ensure_ascii=False).replace("\\f", " ") for line in ["", *lines])

    messages = "\n\n".join(
        f'#: {name}\nmsgctxt "{name}"\nmsgid {text(left)}\nmsgstr {text(right)}' for name, left, right in rows
    )
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"'
    return f"# Due.\n{head}\n\n{messages}\n"


def table(rows: Sequence[Row], delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([("id", "Italian", "English"), *rows])
    return "\ufeff" + file.getvalue()


def semicolons(rows: Sequence[Row]) -> str:
    return table(rows, ";")


def tabs(rows: Sequence[Row]) -> str:
    return table(rows, "\t")


def json_lines(rows: Sequence[Row]) -> str:
    return "".join(
        json.dumps({"id": name, "source": left, "translation": right}, ensure_ascii=bool(number % 2)) + "\n"
        for number, (name, left, right) in enumerate(rows)
    )


FORMATS: dict[str, tuple[Callable[[Sequence[Row]], str], str]] = {
    "xliff 1.2": (xliff_1, ".xliff"),
    "xliff 1.2, CDATA": (xliff_1_cdata, ".xlf"),
    "xliff 1.2, segments": (xliff_1_segments, ".xlf"),
    "xliff 2.0": (xliff_2, ".xlf"),
    "tmx": (tmx, ".tmx"),
    "tmx, UTF-16": (tmx_utf16, ".tmx"),
    "po": (po, ".po"),
    "csv": (table, ".csv"),
    "csv, semicolons": (semicolons, ".csv"),
    "tsv": (tabs, ".tsv"),
    "jsonl": (json_lines, ".jsonl"),
}


def write(folder: Path, kind: str, rows: Sequence[Row], name: str = "units") -> Path:
    """Write units as a file of a kind."""
    render, ending = FORMATS[kind]
    path = folder / f"{name}{ending}"
    path.write_bytes(render(rows).encode("utf-16" if kind.endswith("UTF-16") else "utf-8"))
    return path


def plain(kind: str, written: str) -> str:
    """Return what stands in a range of a file of a kind, its escapes read by other means than the reader's."""
    if kind.startswith(("xliff", "tmx")):
        return written if "CDATA" in kind and written != "&#13;" else html.unescape(written)
    if kind == "po":
        written = re.sub(r'"\n"', "", written)
    if kind in ("po", "jsonl"):
        return str(json.loads(f'"{written}"')) if "\\" in written else written
    return written.replace('""', '"')
