"""What is made of one object, made once."""

from toolkit.analysis.text.once import once


def test_the_same_object_is_asked_once_and_an_equal_one_again() -> None:
    asked: list[list[int]] = []

    @once
    def doubled(numbers: list[int]) -> list[int]:
        asked.append(numbers)
        return [2 * number for number in numbers]

    some, equal = [1, 2], [1, 2]
    assert doubled(some) is doubled(some)
    assert doubled(equal) == [2, 4]
    assert [id(one) for one in asked] == [id(some), id(equal)]
