"""Tables as text: columns, delimiters, quoted cells, and files that cannot be read."""

from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.errors import InputError
from toolkit.readers.files.documents import AS_THEY_COME, read, read_both

Columns = dict[str, str | int]


def written(folder: Path, text: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def pairs(
    path: Path, columns: Columns | None = None, languages: tuple[str, str] = ("it", "en")
) -> list[tuple[str, ...]]:
    readers = AS_THEY_COME.having("columns", columns) if columns else AS_THEY_COME
    both = read_both(path, *languages, readers)
    sides = [(both.source, unit.source, both.translation, unit.translation, unit.id) for unit in both.units]
    return [
        (
            name,
            " ".join(block.body.text for block in left.blocks[slice(*ours)]),
            " ".join(block.body.text for block in right.blocks[slice(*theirs)]),
        )
        for left, ours, right, theirs, name in sides
    ]


def fault(path: Path, columns: Columns | None = None) -> str:
    with pytest.raises(InputError) as error:
        pairs(path, columns)
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(str(path))


@pytest.mark.parametrize(
    "header",
    [
        "source,translation",
        "Source,Target",
        "original,translation",
        "source text,target text",
        "it,en",
        "IT,EN",
        "it-IT,en_GB",
        "ita,eng",
        "Italian,English",
        "italiano,english",
        "Source (Italian),Target (English)",
        "source_it,translation_en",
        "Source (it-CH),Target_en-GB",
        "source,en",
    ],
)
def test_columns_are_known_by_what_they_are_called(header: str, tmp_path: Path) -> None:
    first, second = header.split(",")
    table = f"key,{second},note,{first}\n1,It rains.,x,Piove.\n"
    assert pairs(written(tmp_path, table)) == [("row 2", "Piove.", "It rains.")]


@pytest.mark.parametrize(
    "header",
    ["a,b", "it,it", "it,fr", "en-US,en-GB,it", "source,target,target", "Testo,Testo inglese", "source,source file"],
)
def test_nothing_is_guessed_and_the_error_says_what_to_type(header: str, tmp_path: Path) -> None:
    cells = ",".join(["Piove."] * len(header.split(",")))
    message = fault(written(tmp_path, f"{header}\n{cells}\n"))
    assert message.startswith(":1: which columns hold the original and the translation? its columns are: 1 '")
    assert all(repr(name) in message for name in header.split(","))
    assert "say so as in: --columns source=" in message


def test_the_error_fills_in_the_side_that_is_known(tmp_path: Path) -> None:
    message = fault(written(tmp_path, "key,Italian text,Testo\n1,Piove.,It rains.\n"))
    assert message.endswith("--columns source='Italian text' translation=1")


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"source": "Testo", "translation": "testo inglese"}, ["row 2"]),
        ({"source": "Testo", "translation": 3}, ["row 2"]),
        ({"source": 2, "translation": 3}, ["row 1", "row 2"]),
    ],
)
def test_the_user_names_columns_by_header_or_number(columns: Columns, wanted: list[str], tmp_path: Path) -> None:
    path = written(tmp_path, "n,Testo,Testo inglese\n1,Piove.,It rains.\n")
    found = pairs(path, columns)
    assert [pair[0] for pair in found] == wanted
    assert found[-1][1:] == ("Piove.", "It rains.")


def test_a_header_with_names_that_are_known_is_none_of_the_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "id,Testo,Testo inglese\n1,Piove.,It rains.\n")
    assert [pair[0] for pair in pairs(path, {"source": 2, "translation": 3})] == ["row 2"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {"source": "Testi", "translation": 2},
            "no column is called 'Testi' (source); its columns are: 1 'n', 2 'Testo'",
        ),
        ({"source": 4, "translation": 2}, "there is no column 4 (source)"),
        ({"source": 2, "translation": "Testo"}, "one column for both sides"),
        ({"source": 2}, "--columns names the two sides"),
    ],
)
def test_columns_that_are_not_there_are_one_line(columns: Columns, message: str, tmp_path: Path) -> None:
    assert message in fault(written(tmp_path, "n,Testo\n1,Piove.\n"), columns)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("header", ["source{0}translation", "uno{0}due"])
def test_the_delimiter_is_told_by_the_content(delimiter: str, header: str, tmp_path: Path) -> None:
    rows = ["Piove, nevica{0}It rains, it snows", "Uno, due, tre; o quattro{0}One, two, three; or four", "Sì{0}Yes"]
    quoted = [delimiter.join(f'"{cell}"' for cell in row.split("{0}")) for row in rows]
    path = written(tmp_path, "\n".join([header.format(delimiter), *quoted]))
    columns: Columns | None = None if "source" in header else {"source": "uno", "translation": "due"}
    assert pairs(path, columns)[1][1:] == ("Uno, due, tre; o quattro", "One, two, three; or four")


def test_quoted_cells_hold_marks_delimiters_and_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path, '\ufeffit,en\r\n"Dice ""sì"", poi\r\nva.","He says ""yes"", then\r\ngoes."\r\n\r\n"Fine","End"'
    )
    assert pairs(path) == [
        ("row 2", 'Dice "sì", poi va.', 'He says "yes", then goes.'),
        ("row 4", "Fine", "End"),
    ]
    both = read_both(path, "it", "en")
    body = both.translation.blocks[0].body
    assert both.translation.text[slice(*body.place(8, 13))] == '""yes""'


def test_a_mark_at_the_start_of_a_cell_between_tabs_is_a_sign(tmp_path: Path) -> None:
    path = written(tmp_path, 'it\ten\n"Sì", dice.\t"Yes", he says.\n"Va ""via""."\t"Go ""away""."\n', "a.tsv")
    assert pairs(path) == [("row 2", '"Sì", dice.', '"Yes", he says.'), ("row 3", 'Va "via".', 'Go "away".')]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('it,en\n"Piove.,It rains.\n', ":2:1: a quotation mark opens a cell that it does not close"),
        ('it,en\nPiove.,"It" rains.\n', ":2:8: a quotation mark opens a cell that it does not close"),
        ("it,en\nPiove.,It rains, it snows.\n", ":2:17: 3 cells where the header has 2"),
        ("it\nPiove.\n", ":1: one column only (its columns are: 1 'it')"),
        ("", ": the file is empty"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_line_with_its_place(table: str, message: str, tmp_path: Path) -> None:
    assert fault(written(tmp_path, table)).startswith(message)


def test_html_in_a_cell_is_markup(tmp_path: Path) -> None:
    both = read_both(
        written(tmp_path, 'it,en\n"Un <b class=""x"">bel</b> porto","A <b>fine</b> harbour"\n'), "it", "en"
    )
    assert both.source.blocks[0].body.text == "Un bel porto"
    assert [tag.name for tag in both.source.blocks[0].tags] == ["<b>", "</b>"]


@pytest.mark.parametrize("header", ["en", "id,en", "key,translation", "testo"])
def test_beside_its_original_a_table_may_hold_the_translation_alone(header: str, tmp_path: Path) -> None:
    cells = "1,It rains." if "," in header else "It rains."
    document = read(written(tmp_path, f"{header}\n{cells}\n"), "en")
    assert [block.body.text for block in document.blocks] == ["It rains."]
    assert [landmark.name for landmark in document.landmarks] == ["row 2"]


def test_a_table_of_both_sides_is_not_guessed_at_beside_an_original(tmp_path: Path) -> None:
    path = written(tmp_path, "source,translation\nPiove.,It rains.\n")
    with pytest.raises(InputError, match=r"which column is in English.*leave out --source"):
        read(path, "en")


def test_the_command_takes_the_columns(tmp_path: Path) -> None:
    written(tmp_path, "n;Testo;Testo inglese\n1;Sono duecento barche.;They are three hundred boats.\n", "units.csv")
    refused = toolkit("check", "units.csv", folder=tmp_path)
    assert refused.returncode == 2
    assert "--columns source=1 translation=2" in refused.stderr
    ran = toolkit("check", "units.csv", "--columns", "source=2", "translation=Testo inglese", folder=tmp_path)
    assert ran.returncode == 1
    assert ran.stdout.startswith("units.csv:2:34: row 2: error: numbers")


def test_the_configuration_takes_the_columns(tmp_path: Path) -> None:
    written(tmp_path, "n;Testo;Testo inglese\n1;Sono duecento barche.;They are three hundred boats.\n", "units.csv")
    (tmp_path / "a.yaml").write_text(
        "version: 1\nlanguages: {source: it, translation: en}\n"
        "readers: {csv: {columns: {source: Testo, translation: 3}}}\nchecks: {numbers: error}\n",
        encoding="utf-8",
    )
    ran = toolkit("check", "units.csv", "--config", "a.yaml", folder=tmp_path)
    assert "row 2: error: numbers" in ran.stdout, ran.stderr
