"""What holds for every kind of bilingual file: texts, places and findings are those of the same texts elsewhere."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command_line import toolkit
from tests.readers.written import FORMATS, Row, plain, write
from toolkit.aligners.length import Length
from toolkit.config.loading import load
from toolkit.model import BilingualDocument, Document, LanguagePair, Mapped, Sentence
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.files.documents import read, read_both
from toolkit.run.check_files import Checked, lint
from toolkit.run.stages.opening import open_documents

SUMMIT = Path(__file__).parents[2] / "corpora" / "summit"
KINDS = list(FORMATS)
SIGNS = "ab è\u0301Xé&<>\"'\\;,|\t\n%{}/]1😀ﬁ&amp;<b>\u00ad.-"
TEXTS = st.lists(
    st.one_of(st.text(SIGNS, max_size=8), st.sampled_from(["&eacute;", "<b>", "</b>", "]]>", '""', "%d", "<br/>"])),
    max_size=8,
).map("".join)


def of_plain(text: str) -> Mapped:
    marked = MarkedText(text)
    marked.add(0, len(text))
    return marked.body()[0]


def both(path: Path) -> BilingualDocument:
    return read_both(path, "it", "en")


def bodies(document: Document, numbers: tuple[int, int]) -> list[Mapped]:
    return [block.body for block in document.blocks[slice(*numbers)]]


@pytest.mark.parametrize("kind", KINDS)
@given(left=st.lists(TEXTS, min_size=1, max_size=3), right=st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_character_of_a_unit_leads_to_its_place_in_the_file(
    kind: str, left: list[str], right: list[str], tmp_path: Path
) -> None:
    rows = [
        ("0", "Un inizio.", "A start."),
        *((str(number), one, other) for number, (one, other) in enumerate(zip(left, right, strict=False), 1)),
    ]
    read = both(write(tmp_path, kind, rows))
    given_texts = {
        unit.id: (bodies(read.source, unit.source), bodies(read.translation, unit.translation)) for unit in read.units
    }
    for number, row in enumerate(rows):
        found = given_texts.get(name_of(kind, number, row, read.source.text), ([], []))
        for side, text in enumerate(row[1:]):
            wanted = of_plain(text)
            assert [body.text for body in found[side]] == [wanted.text][: bool(wanted.text)]
            for at in range(len(wanted.text)):
                start, end = found[side][0].place(at, at + 1)
                first, last = wanted.place(at, at + 1)
                assert plain(kind, read.source.text[start:end]).split() == text[first:last].split()


def name_of(kind: str, number: int, row: Row, text: str, of: str = "id") -> str:
    """Return the id that a unit has, or what findings call it: files of some kinds give no id."""
    if kind.startswith(("csv", "tsv")):
        return f"row {number + 2}"
    if kind == "po":
        line = text[: text.index(f'msgctxt "{row[0]}"')].count("\n") + 1
        return f"line {line}" if of == "id" else f"message of line {line}"
    name = f"t/{row[0]}" if "segments" in kind else row[0]
    return name if of == "id" else f"unit {name}"


Found = set[tuple[str, str, str, str]]
# What looks at paragraphs: a unit is one, and those of the article have several sentences.
PARAGRAPHS = {"quotes", "hard-break"}


def of_rows(checked: Checked, text: str, kind: str = "txt") -> Found:
    """Return what is found, with the words that each finding points at."""
    return {
        (row["check"], row["severity"], row["message"], " ".join(plain(kind, text[row["start"] : row["end"]]).split()))
        for row in checked.findings
        if row["check"] not in PARAGRAPHS
    }


@pytest.fixture(scope="module")
def summit() -> tuple[list[Row], Found]:
    """The units that the planted article has as two texts, as they stand there, and what is found in them."""
    config = replace(load(None, ("it", "en"), engines=False), aligner=Length())
    article, original = SUMMIT / "summit.planted.en.txt", SUMMIT / "summit.it.txt"
    opened = open_documents(article, original, LanguagePair("it", "en"), Length())
    assert opened.source is not None
    rows = [
        (
            str(unit.index),
            *(as_written(*side) for side in ((unit.source, opened.source), (unit.translation, opened.document))),
        )
        for unit in opened.units
    ]
    return [(name, left, right) for name, left, right in rows], of_rows(
        lint(article, original, config), opened.document.text
    )


def as_written(sentences: Sequence[Sentence] | None, document: Document) -> str:
    return document.text[sentences[0].body.start : sentences[-1].body.end] if sentences else ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_planted_article_has_the_findings_that_it_has_as_text(
    kind: str, summit: tuple[list[Row], Found], tmp_path: Path
) -> None:
    rows, wanted = summit
    path = write(tmp_path, kind, rows)
    text = both(path).source.text
    checked = lint(path, None, load(None, ("it", "en"), engines=False))
    assert len(wanted) > 25
    assert of_rows(checked, text, kind) == wanted
    lines = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
    for row in checked.findings:
        if row["start"] < row["end"]:
            rest = lines[row["line"] - 1][row["column"] - 1 :]
            assert rest.startswith(text[row["start"] : row["end"]].splitlines()[0])
        assert row["where"] in {name_of(kind, number, unit, text, "where") for number, unit in enumerate(rows)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_finding_names_its_unit_even_where_nothing_is_translated(kind: str, tmp_path: Path) -> None:
    rows = [
        ("a", "Piove da ieri sera.", "It has been raining since last night."),
        ("b", "Sono arrivate duecento barche.", "Three hundred boats have arrived."),
        ("c", "Il sindaco ha firmato il decreto.", "" if kind != "po" else "-"),
        ("d", "Il porto è chiuso.", "The harbour is closed."),
    ]
    path = write(tmp_path, kind, rows)
    text = both(path).source.text
    checked = lint(path, None, load(None, ("it", "en"), engines=False))
    found = {(row["check"], row["where"]) for row in checked.findings if row["severity"] == "error"}
    lost = "empty" if kind == "po" else "omission"
    assert found == {
        ("numbers", name_of(kind, 1, rows[1], text, "where")),
        (lost, name_of(kind, 2, rows[2], text, "where")),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_takes_such_a_file_without_its_original(kind: str, tmp_path: Path) -> None:
    path = write(tmp_path, kind, [("a", "Sono duecento barche.", "They are three hundred boats.")])
    ran = toolkit("check", path.name, folder=tmp_path)
    assert ran.returncode == 1
    assert ran.stdout.startswith(f"{path.name}:")
    assert "numbers" in ran.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_each_side_is_read_alone_by_its_language(kind: str, tmp_path: Path) -> None:
    if kind == "jsonl":
        return  # its keys name no language
    rows = [("a", "Piove.", "It rains."), ("b", "Nevica & grandina.", "It snows and hails.")]
    path = write(tmp_path, kind, rows)
    assert [block.body.text for block in read(path, "it").blocks] == ["Piove.", "Nevica & grandina."]
    assert [block.body.text for block in read(path, "en").blocks] == ["It rains.", "It snows and hails."]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "po"])
def test_a_unit_without_a_translation_is_found_in_its_own_place(kind: str, tmp_path: Path) -> None:
    rows = [
        ("a", "Piove.", "It rains."),
        ("b", "Nevica a lungo.", ""),
        ("c", "Tuona.", ""),
        ("d", "Grandina.", "Hail."),
    ]
    checked = lint(write(tmp_path, kind, rows), None, load(None, ("it", "en"), engines=False))
    names = [name_of(kind, number, row, "") for number, row in enumerate(rows)]
    left_out = [row for row in checked.findings if row["check"] == "omission"]
    assert [row["where"].rpartition(" ")[2] for row in left_out] == [name.rpartition(" ")[2] for name in names[1:3]]
    assert left_out[0]["start"] < left_out[1]["start"]


@pytest.mark.parametrize("kind", ["xliff 1.2", "xliff 2.0", "tmx", "tmx, UTF-16", "po"])
def test_the_content_tells_the_kind_whatever_the_name(kind: str, tmp_path: Path) -> None:
    path = write(tmp_path, kind, [("a", "Piove.", "It rains."), ("b", "Nevica.", "It snows.")])
    for name in ("units.xml", *([] if "UTF-16" in kind else ["units.txt", "units.html"])):
        other = path.with_name(name)
        other.write_bytes(path.read_bytes())
        assert len(both(other).units) == 2


def test_a_batch_takes_such_files_beside_texts(tmp_path: Path) -> None:
    rows = [("a", "Sono duecento barche.", "They are three hundred boats.")]
    write(tmp_path, "xliff 1.2", rows, "one")
    write(tmp_path, "csv", rows, "two")
    (tmp_path / "three.en.txt").write_text(f"{rows[0][2]}\n", encoding="utf-8")
    (tmp_path / "batch.yaml").write_text(
        "version: 1\nlanguages: {source: it, translation: en}\nroutes: {}\nmetrics: []\nchecks: {numbers: error}\n"
        "inputs:\n  - translation: one.xliff\n  - translation: two.csv\n"
        "  - {translation: three.en.txt, source: two.csv}\n",
        encoding="utf-8",
    )
    ran = toolkit("batch", "batch.yaml", "--out", "out", folder=tmp_path)
    assert ran.returncode == 1, ran.stderr
    assert "3 documents, 0 failed" in ran.stdout + ran.stderr
    assert (ran.stdout + ran.stderr).count("1 unit, 1 error, ") == 3
