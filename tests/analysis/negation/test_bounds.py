from toolkit.analysis.negation.bounds import bounds_turned


def test_a_figure_that_bounds_from_below_and_from_above_is_turned() -> None:
    assert bounds_turned(("not for patients under 50", "solo per chi ha almeno 50 anni"), ("en", "it"))


def test_the_same_bound_and_other_figures_are_not_turned() -> None:
    assert not bounds_turned(("not for patients under 50", "solo sotto i 50 anni"), ("en", "it"))
    assert not bounds_turned(("not for patients under 50", "solo per chi ha almeno 60 anni"), ("en", "it"))
