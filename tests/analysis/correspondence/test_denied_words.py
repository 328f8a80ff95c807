"""Whether what is denied is visibly said on the other side."""

from toolkit.analysis.correspondence.denied_words import are_short, is_answered_behind
from toolkit.analysis.negation.cues import find_cues
from toolkit.analysis.negation.matching import Denials


def denials(text: str, language: str) -> Denials:
    return Denials(text, language, find_cues(text, language))


def answered(source: str, translation: str) -> bool:
    ours = denials(source, "it")
    return is_answered_behind(ours.cues.explicit[0], ours, denials(translation, "en"))


def test_a_word_of_the_same_origin_close_behind_a_negation_answers_it() -> None:
    assert answered("La giunta non approva la legge.", "The council approves the law.")
    assert not answered("La giunta non approva la legge.", "The council wants a bridge.")


def test_a_word_before_it_or_far_behind_it_does_not() -> None:
    assert not answered("La legge, approvata, non piace.", "The approved law pleases.")
    assert not answered("Non si dice che una giunta approvi.", "The council approves.")


def test_two_sentences_of_few_words_are_short() -> None:
    short, long = denials("Non piove.", "it"), denials("Non piove " * 8, "it")
    assert are_short(short, short)
    assert not are_short(short, long)
    assert not are_short(long, short)
