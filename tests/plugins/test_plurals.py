"""A number with its noun: one is one."""

from toolkit.plugins.plurals import counted


def test_one_thing_is_no_plural_and_large_numbers_can_be_read() -> None:
    assert [counted(number, "unit") for number in (0, 1, 2, 12345)] == ["0 units", "1 unit", "2 units", "12,345 units"]
    assert [counted(number, "entry", "entries") for number in (1, 2)] == ["1 entry", "2 entries"]
