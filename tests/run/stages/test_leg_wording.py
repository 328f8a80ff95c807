from toolkit.run.stages.leg_wording import of_leg


def test_the_texts_of_a_leg_have_their_own_names() -> None:
    lost = '"tre ore" (3), but the original says "three and a half hours" (3.5)'
    assert of_leg(lost, "back") == '"tre ore" (3), but the translation says "three and a half hours" (3.5)'
    assert of_leg("the original asks, the translation states", "return") == (
        "the back translation asks, the return states"
    )
    assert of_leg('the translation does not name "Roma"', "draft") == 'the draft does not name "Roma"'
    assert of_leg('"3" is not in the list of the original', "draft") == '"3" is not in the list of the original'


def test_words_of_the_texts_stay_as_they_are() -> None:
    quoted = 'the translation does not name "the original"'
    assert of_leg(quoted, "back") == 'the back translation does not name "the original"'
