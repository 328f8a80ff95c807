"""Reports of documents: valid by their schemas, the same for the same findings, and text stays text in all of them."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from tests.reports import samples
from tests.reports.handed_on import READERS, SCHEMAS, dtd, root_of, xml_schema
from tests.reports.layout import texts, units
from toolkit import plugins
from toolkit.model import Comparison, Finding, Span
from toolkit.run.outputs import Content, render, write_all

SUBTITLES = {"srt", "vtt"}
REPORTS = [name for name in plugins.names("reports") if name not in SUBTITLES]

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "direction": "\u202eright to left\u202c and \u2067isolated\u2069",
    "nul": "a nul \x00 and a bell \x07 and \x1b[31mred",
    "emoji": "👩‍👩‍👧‍👦 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "formula": '=cmd|"/c calc"!A1',
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "command": "::set-output name=x::y\n::error::z%0A::add-mask::w",
    "cdata": "]]> <![CDATA[ --> &amp; &#0; {{ 7 * 7 }}",
    "markdown": "| cell | `code` **bold** [link](javascript:x) @everyone #1 <b>",
    "long": "x" * 1_000_000 + "!",
}


def hostile() -> Comparison:
    """A finding for each text, which is its message, its suggestion and the translation of its unit."""
    shown = [text.replace("\n", " ").replace("\t", " ").strip() for text in HOSTILE.values()]
    left, right = texts("<i>a</i>.it.txt", "it", shown), texts("=a ::b,c%.en.txt", "en", shown)
    some = units(left, right)
    found = tuple(
        Finding("numbers", "error", "accuracy/mistranslation", text, number, (Span("translation", 0, 3),), text)
        for number, text in enumerate(HOSTILE.values())
    )
    suspicion = tuple(0.5 for _ in some)
    bare = replace(samples.bare(), document=right.document, source=left.document, units=some)
    return replace(bare, findings=found, suspicion=suspicion)


@pytest.fixture(scope="module")
def written() -> dict[str, Content]:
    comparison = hostile()
    return {name: next(iter(render(comparison, [name]).values())) for name in REPORTS}


def plain(text: str) -> str:
    """Return what every format can hold: letters, figures and marks, without white space and what prints nothing."""
    shown = text.replace("\\x00", "\ufffd").replace("\\x07", "\ufffd").replace("\\x1b", "\ufffd")
    for code in (0x202E, 0x202C, 0x2067, 0x2069):
        shown = shown.replace(f"\\u{code:04x}", "")
    return "".join(sign for sign in shown if not sign.isspace() and (sign.isprintable() or sign == "\ufffd"))


@pytest.mark.parametrize("name", REPORTS)
def test_hostile_text_stays_text(written: dict[str, Content], name: str) -> None:
    said = [plain(text) for text in READERS[name](written[name])]
    for kind, text in HOSTILE.items():
        wanted = plain("".join("\ufffd" if ord(sign) < 32 and sign not in "\t\n" else sign for sign in text))
        without = wanted.replace("\ufffd", "")  # a reader may drop what nobody sees
        short = without[:250]
        assert any(short in one.replace("\ufffd", "") for one in said), (name, kind)


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in ("html", "json")])
def test_half_characters_of_names_and_texts_are_written_somehow(tmp_path: Path, name: str) -> None:
    odd = "half \ud83d of \udc00 a sign \uffff \x85 \u2028 end"
    left, right = texts("a.it.txt", "it", [odd]), texts("a\udcff.txt", "en", [odd])
    some = units(left, right)
    found = Finding("numbers", "error", "a/b", odd, 0, (Span("translation", 5, 6),), odd)
    bare = replace(samples.bare(), document=right.document, source=left.document, units=some, findings=(found,))
    files = render(bare, [name])
    write_all(tmp_path, files)
    assert any("end" in text for content in files.values() for text in READERS[name](content))


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_findings_give_the_same_bytes(name: str) -> None:
    first, second = (render(samples.fidelity(), [name]) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("sample", ["fidelity", "stability", "bare", "clean"])
@pytest.mark.parametrize("name", [name for name in REPORTS if name not in ("html", "json")])
def test_every_outcome_can_be_handed_on(name: str, sample: str) -> None:
    comparison: Comparison = getattr(samples, sample)()
    (content,) = render(comparison, [name]).values()
    if name == "github" and not comparison.findings:
        assert content == ""
    else:
        READERS[name](content)


@pytest.mark.parametrize("sample", [samples.fidelity, samples.stability, samples.bare, hostile])
def test_outputs_are_valid_by_their_official_schemas(sample: object) -> None:
    assert callable(sample)
    comparison: Comparison = sample()
    files = {name: next(iter(render(comparison, [name]).values())) for name in ("sarif", "xliff", "xliff12", "tmx")}
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text())
    jsonschema.Draft4Validator(schema).validate(json.loads(files["sarif"]))
    for name, file in {"xliff": "xliff-core-2.0.xsd", "xliff12": "xliff-core-1.2-strict.xsd"}.items():
        rules = xml_schema(file)
        assert rules.validate(root_of(files[name])), (name, rules.error_log)
    rules = dtd("tmx14.dtd")
    assert rules.validate(root_of(files["tmx"])), rules.error_log
