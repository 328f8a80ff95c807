from toolkit.analysis.quotations.titles import titles


def test_a_few_quoted_words_with_a_capital_are_a_title_where_both_sides_have_one() -> None:
    source, translation = "Recita ne «La bisbetica domata».", "She is in “The Taming of the Shrew”."
    ours, theirs = titles(source, translation, "it", "en")
    assert [source[slice(*one)] for one in ours] == ["«La bisbetica domata»"]
    assert [translation[slice(*one)] for one in theirs] == ["“The Taming of the Shrew”"]


def test_what_the_other_side_does_not_quote_is_no_title() -> None:
    assert titles("Recita ne «La bisbetica domata».", "She is in the play.", "it", "en") == ([], [])


def test_speech_is_no_title() -> None:
    assert titles("«Andiamo via,» disse.", "“We are leaving,” he said.", "it", "en") == ([], [])
