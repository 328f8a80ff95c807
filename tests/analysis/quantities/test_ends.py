import pytest

from toolkit.analysis.quantities import compare

SOURCE = "Lo sciopero comincia alle 21 di giovedì e finisce ventiquattro ore più tardi."


@pytest.mark.parametrize(("end", "told"), [("9pm on Friday", True), ("9pm on Saturday", False)])
def test_a_duration_is_told_by_two_ends_that_are_so_far_apart(end: str, told: bool) -> None:
    translation = f"The strike runs from 9pm on Thursday to {end}."
    found = compare(SOURCE, translation, "it", "en").differences
    assert told is not any(one.left and one.left.text == "ventiquattro ore" for one in found)
