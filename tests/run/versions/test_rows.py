"""Rows of versions: what each translation has for the same sentences of the original."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Mapped, Sentence, Unit
from toolkit.run.versions.rows import rows


def sentence(at: int) -> Sentence:
    return Sentence(Mapped(f"s{at}", 10 * at, 10 * at + 2))


def version(*beads: tuple[int, int]) -> tuple[Unit, ...]:
    """Return units with so many sentences of the original and of the translation each."""
    found, at = [], 0
    for index, (left, right) in enumerate(beads):
        source = tuple(sentence(number) for number in range(at, at + left))
        found.append(Unit(index, source, tuple(sentence(100 + index) for _ in range(right))))
        at += left
    return tuple(found)


def test_a_row_is_crossed_by_no_bead_of_any_version() -> None:
    found = rows([sentence(at) for at in range(4)], [version((1, 1), (1, 1), (2, 1)), version((2, 1), (1, 1), (1, 1))])
    assert [row.source for row in found] == [(0, 2), (2, 4)]
    assert [row.units for row in found] == [((0, 1), (0,)), ((2,), (1, 2))]


def test_what_a_version_lacks_or_adds_is_told_by_its_row() -> None:
    found = rows([sentence(at) for at in range(2)], [version((1, 0), (1, 1)), version((1, 1), (0, 1), (1, 1))])
    assert [row.units for row in found] == [((0,), (0, 1)), ((1,), (2,))]
    assert [row.added for row in found] == [((), (1,)), ((), ())]


def test_an_addition_at_the_start_goes_with_what_follows() -> None:
    (row,) = rows([sentence(0)], [version((0, 1), (1, 1))])
    assert row.units == ((0, 1),)


BEADS = st.sampled_from([(1, 1), (1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1)])


@given(st.lists(st.lists(BEADS, min_size=1, max_size=12), min_size=1, max_size=4))
def test_every_unit_is_in_one_row_and_the_rows_cover_the_original(drawn: list[list[tuple[int, int]]]) -> None:
    size = max(sum(left for left, _ in beads) for beads in drawn)
    versions = [version(*beads, *([(1, 1)] * (size - sum(left for left, _ in beads)))) for beads in drawn]
    sentences = [sentence(at) for at in range(size)]
    found = rows(sentences, versions)
    covered = [at for row in found for at in range(*row.source)]
    assert covered == list(range(size))
    for place, units in enumerate(versions):
        held = [at for row in found for at in row.units[place]]
        assert sorted(held) == list(range(len(units))) or not size
