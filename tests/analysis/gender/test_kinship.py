from toolkit.analysis.gender.kinship import kinship_changes


def between(source: str, translation: str) -> list[tuple[str, str, str]]:
    found = kinship_changes(source, translation, "it", "en")
    return [(gender, translation[slice(*ours)], source[slice(*theirs)]) for gender, ours, theirs in found]


def test_a_counterpart_of_the_other_gender_is_found() -> None:
    assert between("Parla la zia.", "The uncle speaks.") == [("masculine", "uncle", "zia")]


def test_a_plural_that_means_both_says_nothing() -> None:
    assert between("Parlano gli zii e i fratelli.", "The aunts and the sisters speak.") == []


def test_a_word_that_leaves_the_gender_open_says_nothing() -> None:
    assert between("Sua sorella tace.", "Her sibling, a brother of the order, is silent.") == []


def test_a_person_named_by_another_relation_is_not_another_person() -> None:
    assert between("La ragazza e suo padre sono partiti.", "The man and his daughter, a girl of ten, left.") == []
