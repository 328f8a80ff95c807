"""Glossary files, good and hostile."""

from pathlib import Path

import pytest

from toolkit.analysis.terms.entries import BadRow, GlossaryEntry, GlossaryRow, entries, inline
from toolkit.analysis.terms.files import load
from toolkit.errors import InputError

DCA = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><note>security</note>
  <langSet xml:lang="it-IT"><tig><term>cessate il <hi>fuoco</hi></term></tig></langSet>
  <langSet xml:lang="en-GB">
    <ntig><termGrp>
      <term>ceasefire</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
    <tig><term>cessation of fire</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
    <tig><term>truce</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>slam</term>
  <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet></termEntry>
</body></text></martif>
"""
DCT = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="1"><note>security</note>
  <langSec xml:lang="it"><termSec><term>cessate il fuoco</term></termSec></langSec>
  <langSec xml:lang="en">
    <termSec><term>ceasefire</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>cessation of fire</term>
      <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>truce</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec>
</conceptEntry>
<conceptEntry id="2"><langSec xml:lang="en"><termSec><term>slam</term>
  <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry>
</body></text></tbx>
"""
BOMB = """<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<tbx><conceptEntry><langSec xml:lang="it"><termSec><term>&b;</term></termSec></langSec></conceptEntry></tbx>"""
OUTSIDE = """<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<tbx><conceptEntry><langSec xml:lang="it"><termSec><term>&a;</term></termSec></langSec></conceptEntry></tbx>"""
CEASEFIRE = GlossaryEntry("cessate il fuoco", ("ceasefire",), ("truce",), keep=False, case=False, note="")


def read(folder: Path, data: str | bytes, name: str = "terms.csv") -> tuple[GlossaryEntry, ...]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return load(str(path), "it", "en")


def fault(folder: Path, data: str | bytes, name: str = "terms.csv") -> str:
    with pytest.raises(InputError) as caught:
        read(folder, data, name)
    message = str(caught.value)
    assert "\n" not in message
    return message.replace(f"{folder}/", "")


@pytest.mark.parametrize(
    "text",
    [
        "source,target,status\ncessate il fuoco,ceasefire,preferred\ncessate il fuoco,truce,forbidden\n",
        "\ufeffSource,Target,Status\r\ncessate il fuoco,ceasefire,\r\ncessate il fuoco,truce,Forbidden\r\n",
        "source;target;status\ncessate il fuoco;truce;forbidden\n\n;;\ncessate il fuoco;ceasefire;preferred",
        "status\ttarget\tsource\n\tceasefire\tcessate il fuoco\rforbidden\ttruce\tcessate il fuoco\n",
        'source,target,status\n"cessate il fuoco",ceasefire\n" cessate il fuoco ",truce,forbidden\n' * 1
        + "cessate il fuoco,truce,forbidden\n",
    ],
    ids=["plain", "spreadsheet", "semicolons", "tabs", "duplicates"],
)
def test_a_table_is_read_as_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == (CEASEFIRE,)


@pytest.mark.parametrize(("text", "message"), [
    (b"", "terms.csv:1: empty; the first line names the columns: source,target,status,case,note"),
    ("\ufeff\n \n", "terms.csv:1: empty; the first line names the columns: source,target,status,case,note"),
    ("cessate il fuoco,ceasefire\n", "terms.csv:1: column 1: unknown column 'cessate il fuoco'; the header is"),
    ("source,traget\n", "terms.csv:1: column 2: unknown column 'traget'; did you mean 'target'?"),
    ("source,source\n", "terms.csv:1: column 2: the column 'source' is there twice"),
    ("status,note\n", "terms.csv:1: no column 'source' or 'target'"),
    ("source,target,status\na,b,preffered\n", "terms.csv:2: column 3: status: 'preffered' is none of preferred, "
     "admitted, forbidden, keep; did you mean 'preferred'?"),
    ("source,target,case\na,b,maybe\n", "terms.csv:2: column 3 (case): 'maybe' is neither yes nor no"),
    ("source,target\na,b,c\n", "terms.csv:2: column 3: 3 columns where the header has 2; put a text"),
    ('source,target\n"a\nb",c\nd,\n', "terms.csv:4: no target; a term to leave as it is has the status keep"),
    ("source,target\n,b\n", "terms.csv:2: no source; only a forbidden target may stand alone"),
    ("source,target\na,%\n", "terms.csv:2: column 2: target: no word in '%'"),
    ("source,target,status\na,b,keep\n", "terms.csv:2: a term to keep has a source and no other target"),
    ("source,target\na,b\nc,caffè\n".encode("latin-1"), "terms.csv:3: not UTF-8; save the file as UTF-8"),
    ('source,target\na,"b\n', "terms.csv:2: not CSV: unexpected end of data"),
    ("source,target\na," + "b" * 10_000_000, "terms.csv:2: not CSV: field larger than field limit (131072)"),
    ("source,target,status\na,b,\na,b,forbidden\n", "terms.csv: 'a': the target 'b' is both preferred and forbidden "
     "(line 2 and line 3)"),
])  # fmt: skip
def test_what_is_wrong_with_a_table_is_one_line_with_its_place(tmp_path: Path, text: str | bytes, message: str) -> None:
    assert fault(tmp_path, text).startswith(message)


@pytest.mark.parametrize("text", [DCA, DCT, DCT.replace("\n", "\r\n")], ids=["DCA", "DCT", "CRLF"])
def test_both_styles_of_tbx_say_the_same(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text, "terms.tbx") == (
        GlossaryEntry("", (), ("slam",), keep=False, case=False, note=""),
        GlossaryEntry("cessate il fuoco", ("ceasefire", "cessation of fire"), ("truce",), False, False, "security"),
    )


def test_a_tbx_without_the_languages_has_no_entries(tmp_path: Path) -> None:
    (tmp_path / "t.tbx").write_text(DCT, encoding="utf-8")
    assert load(str(tmp_path / "t.tbx"), "cs", "de") == ()


@pytest.mark.parametrize(("text", "message"), [
    ("", "t.tbx:1:1: not XML: no element found"),
    ("<tbx>\n<a></tbx>", "t.tbx:2:6: not XML: mismatched tag"),
    ("<tbx/>", "t.tbx:1: no terms in it"),
    (BOMB, "t.tbx:1:"),
    (OUTSIDE, "t.tbx:1:"),
    ("<tbx>" + "<a>" * 5000, "t.tbx:1:"),
    ("<tbx><conceptEntry><langSec><termSec/></langSec></conceptEntry></tbx>", "t.tbx:1:20: langSec without xml:lang"),
    ("<tbx><termSec/></tbx>", "t.tbx:1:6: termSec outside a language of a concept"),
    (DCT.replace("<term>slam</term>", "<term> </term>"), "t.tbx:14:"),
    (b'<?xml version="1.0" encoding="UTF-8"?><tbx>caff\xe8</tbx>', "t.tbx:1:"),
    (b'<?xml version="1.0" encoding="none-such"?><tbx/>', "t.tbx:1:"),
])  # fmt: skip
def test_what_is_wrong_with_a_tbx_is_one_line_with_its_place(tmp_path: Path, text: str | bytes, message: str) -> None:
    assert fault(tmp_path, text, "t.tbx").startswith(message)


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_entities_are_refused_before_they_unfold(tmp_path: Path, text: str) -> None:
    assert "entities are not read" in fault(tmp_path, text, "t.tbx")


def test_a_file_that_is_not_there_or_of_no_known_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: cannot be read: No such file or directory"):
        load(str(tmp_path / "none.csv"), "it", "en")
    with pytest.raises(InputError, match="a folder, not a glossary"):
        load(str(tmp_path), "it", "en")
    assert "unknown kind of glossary '.pdf'" in fault(tmp_path, "x", "terms.pdf")


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    assert [entry.targets for entry in read(tmp_path, "source,target\na,b\n")] == [("b",)]
    assert [entry.targets for entry in read(tmp_path, "source,target\na,b\na,cc\n")] == [("b", "cc")]


@pytest.mark.parametrize(("term", "message"), [
    ({"source": "a", "targt": "b"}, "terms: number 1: unknown key 'targt'; did you mean 'target'?"),
    ({"source": "a"}, "terms: number 1: says nothing of its term"),
    ({"source": "a", "target": 3}, "terms: number 1: target: must be text or a list of texts"),
    ({"source": ["a"], "target": "b"}, "terms: number 1: source: must be text"),
    ({"target": "b"}, "terms: number 1: no source"),
    ({"source": "a", "target": "b", "case": "no"}, "terms: number 1: case: must be true or false"),
])  # fmt: skip
def test_a_term_in_the_configuration_that_says_nothing_is_refused(term: dict[str, object], message: str) -> None:
    with pytest.raises(BadRow) as caught:
        inline([term])
    assert str(caught.value).startswith(message)


def test_the_order_of_the_rows_makes_no_difference() -> None:
    rows = [
        GlossaryRow("a", "b"),
        GlossaryRow("a", "c", "admitted"),
        GlossaryRow("a", "d", "forbidden"),
        GlossaryRow("b", "b", "keep"),
    ]
    assert entries(rows) == entries(reversed(rows))
