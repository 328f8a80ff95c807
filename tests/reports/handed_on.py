"""What comes out of each report, read by a program that is not ours where there is one."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import junitparser
import openpyxl
from lxml import etree, html

from tests.readers.commented import odt_comments, word_comments

SCHEMAS = Path(__file__).parent / "schemas"
Content = str | bytes


class _Local(etree.Resolver):  # type: ignore[misc]  # lxml has no types
    def resolve(self, url: str, public: str, context: Any) -> Any:
        return self.resolve_filename(str(SCHEMAS / url.rpartition("/")[2]), context)


def xml_schema(name: str) -> Any:
    """Return an XML schema; what it imports lies beside it."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name), parser))


def dtd(name: str) -> Any:
    with (SCHEMAS / name).open("rb") as file:
        return etree.DTD(file)


def root_of(content: Content) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    return etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True, huge_tree=True))


def _strings(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for key, value in data.items() for text in (key, *_strings(value))]
    if isinstance(data, list):
        return [text for value in data for text in _strings(value)]
    return [data] if isinstance(data, str) else []


def _xml(content: Content) -> list[str]:
    root = root_of(content)
    return [text for element in root.iter() for text in (*element.attrib.values(), *element.itertext())]


def _xliff(content: Content) -> list[str]:
    root = root_of(content)
    for code in root.iter("{*}cp"):  # a sign that XML cannot hold
        code.tail = "\ufffd" + (code.tail or "")
    etree.strip_elements(root, "{*}cp", with_tail=False)
    return ["".join(element.itertext()) for element in root.iter("{*}note", "{*}source", "{*}target")]


def _junit(content: Content) -> list[str]:
    suites = junitparser.JUnitXml.fromstring(content.encode() if isinstance(content, str) else content)
    results = [result for suite in suites for case in suite for result in case.result]
    outputs = [case.system_out or "" for suite in suites for case in suite]
    return [*(result.text or "" for result in results), *outputs]


def _workbook(content: Content) -> list[str]:
    assert isinstance(content, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}, "a formula"
    assert not any(cell.hyperlink for cell in cells)
    return [str(cell.value) for cell in cells]


def _table(content: Content) -> list[str]:
    assert isinstance(content, str)
    csv.field_size_limit(10_000_000)
    rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
    cells = [cell for row in rows[1:] for cell in row]
    assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in cells), "a formula"
    assert len({len(row) for row in rows}) == 1
    return [cell.removeprefix("'") for cell in cells]


def _commands(content: Content) -> list[str]:
    """Read the lines as a runner does: a command begins at ``::``, and only there."""
    assert isinstance(content, str)
    found = []
    for line in re.split(r"\r\n|\r|\n", content.rstrip("\n")):
        match = re.fullmatch(r"::(error|warning|notice) (file=.*?)::(.*)", line)
        assert match, line[:200]
        found.append(match[3].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%"))
    return found


def _markdown(content: Content) -> list[str]:
    assert isinstance(content, str)
    assert not re.search(r"(?<!\\)<(?!!-- -->)", content), "markup"
    plain = content.replace("<!-- -->", "").replace("&amp;", "&")
    return [re.sub(r"\\(.)", r"\1", plain)]


READERS: dict[str, Callable[[Content], list[str]]] = {
    "checkstyle": _xml,
    "csv": _table,
    "docx": lambda content: [text for _, text in word_comments(content)],
    "github": _commands,
    "gitlab": lambda content: _strings(json.loads(content)),
    "html": lambda content: [html.fromstring(content).text_content()],
    "json": lambda content: _strings(json.loads(content)),
    "junit": _junit,
    "markdown": _markdown,
    "odt": lambda content: [text for _, text in odt_comments(content)],
    "sarif": lambda content: _strings(json.loads(content)),
    "tmx": lambda content: [note.text or "" for note in root_of(content).iter("note")],
    "vale": lambda content: _strings(json.loads(content)),
    "xliff": _xliff,
    "xliff12": _xliff,
    "xlsx": _workbook,
}
"""By the name of each report: what it says, as its reader sees it. Subtitles are tested with their readers."""
