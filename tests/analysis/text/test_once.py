"""What is made of one object, or of one sentence, made once."""

from toolkit.analysis.text.once import let_go, of_each_text, once


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


def test_each_sentence_of_a_long_document_is_read_once_and_forgotten_when_its_checks_are_done() -> None:
    asked: list[str] = []

    @of_each_text
    def read(text: str) -> str:
        asked.append(text)
        return text

    def ask(sentences: list[str]) -> int:
        before = len(asked)
        for _check in range(3):
            for sentence in sentences:
                read(sentence)
        return len(asked) - before

    few, many = [f"Sentence {number}." for number in range(10)], [f"Line {number}." for number in range(20_000)]
    assert ask(few) == 10
    let_go()
    assert ask(few) == 0  # of a few, it may stay
    assert ask(many) == 20_000
    let_go()
    assert ask(few) == 10
