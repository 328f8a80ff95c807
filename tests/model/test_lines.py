import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.places import Lines


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("abc", 0, (1, 1)),
        ("abc", 3, (1, 4)),
        ("a\nbc", 2, (2, 1)),
        ("a\r\nbc", 4, (2, 2)),
        ("a\rbc", 2, (2, 1)),
        ("\ufeffab\nc", 1, (1, 1)),
        ("\ufeffab\nc", 4, (2, 1)),
        ("", 0, (1, 1)),
    ],
)
def test_lines_and_columns_count_as_editors_do(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Lines(text).at(offset) == place


@given(st.text(alphabet="ab\n\r", max_size=30), st.data())
def test_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = Lines(text).at(offset)
    lines = text.replace("\r\n", "\n\0").replace("\r", "\n").replace("\0", "").split("\n")
    assert len(lines) >= line
    starts = [0]
    at = 0
    while at < len(text):
        width = 2 if text[at : at + 2] == "\r\n" else 1
        if text[at] in "\r\n":
            starts.append(at + width)
        at += width
    assert starts[line - 1] + column - 1 == offset
