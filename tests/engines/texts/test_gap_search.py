"""The greedy search from one part of a text to the next."""

from toolkit.engines.texts.gap_search import MOST, NOTHING, GapSearch

GOAL, END, WORD = 7, 0, 5


def run(*steps: tuple[float, int, float]) -> GapSearch:
    search = GapSearch(GOAL, END)
    for number, step in enumerate(steps, 1):
        if not search.advance(*step):
            assert number == len(steps), "ended early"
    return search


def test_it_stops_where_the_engine_goes_on_with_the_text_and_says_what_was_gained() -> None:
    search = run((-6.0, WORD, -0.5), (-0.1, GOAL, -0.1))
    assert search.tokens == [WORD]
    assert search.filling("word") == ("word", True, 5.4)


def test_where_it_never_leads_on_the_likeliest_place_to_stop_is_kept() -> None:
    search = run((-6.0, 1, -0.5), (-2.0, 2, -0.5), (-4.0, 3, -0.5), (-9.0, END, -0.1))
    assert search.tokens == [1]
    assert search.filling("one") == ("one", False, 3.5)


def test_an_engine_that_would_go_on_with_the_text_at_once_has_nothing_to_put_in() -> None:
    assert run((-0.1, GOAL, -0.1)).filling("") is NOTHING
    assert run((-5.0, END, -0.1)).filling("") is NOTHING


def test_a_search_that_can_gain_nothing_more_is_given_up() -> None:
    search = GapSearch(GOAL, END)
    assert search.advance(-2.0, 1, -1.5)
    assert not search.advance(-2.0, 2, -1.0)


def test_a_filling_has_no_more_than_so_many_tokens() -> None:
    search = GapSearch(GOAL, END)
    steps = 0
    while search.advance(-50.0, WORD, -0.1):
        steps += 1
    assert steps == MOST
    assert len(search.written) == MOST
