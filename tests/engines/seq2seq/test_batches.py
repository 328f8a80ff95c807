from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.engines.seq2seq import batches as length_batches
from toolkit.plugins import streaming

LENGTHS = st.lists(st.integers(1, 300), max_size=80)


@settings(deadline=None)
@given(LENGTHS, st.integers(1, 400), st.integers(1, 2000), st.integers(1, 6))
def test_each_text_is_in_one_batch_of_its_own_class(lengths: list[int], limit: int, tokens: int, workers: int) -> None:
    lengths = [min(length, limit) for length in lengths]
    batches = length_batches.planned(lengths, limit, tokens, workers)
    assert sorted(number for batch in batches for number in batch.numbers) == list(range(len(lengths)))
    for batch in batches:
        assert batch.numbers
        assert {min(limit, -(-lengths[number] // 32) * 32) for number in batch.numbers} == {batch.width}
        assert len(batch.numbers) == 1 or len(batch.numbers) * batch.width <= tokens


@settings(deadline=None)
@given(LENGTHS, st.integers(1, 2000), st.integers(1, 6))
def test_long_texts_come_first(lengths: list[int], tokens: int, workers: int) -> None:
    batches = length_batches.planned(lengths, 512, tokens, workers)
    order = [lengths[number] for batch in batches for number in batch.numbers]
    assert order == sorted(order, reverse=True)


def test_texts_that_are_not_padded_to_their_class_fill_a_batch() -> None:
    lengths = [40] * 100
    sizes = [len(batch.numbers) for batch in length_batches.planned(lengths, 512, 1000, padded=False)]
    assert sizes == [25, 25, 25, 25]


def test_every_worker_has_its_share() -> None:
    sizes = [len(batch.numbers) for batch in length_batches.planned([40] * 44, 512, 1024, 2)]
    assert sizes == [11, 11, 11, 11]
    assert [len(batch.numbers) for batch in length_batches.planned([40] * 9, 512, 1024, 4)] == [4, 5]


@settings(deadline=None)
@given(st.integers(0, 10000), st.integers(1, 300), st.integers(1, 3000))
def test_windows_cover_all_texts_and_the_first_is_short(count: int, first: int, most: int) -> None:
    windows = list(streaming.windows(count, first, most))
    assert [number for window in windows for number in window] == list(range(count))
    assert all(len(window) <= max(first, most) for window in windows)
    assert not windows or len(windows[0]) == min(count, first)
