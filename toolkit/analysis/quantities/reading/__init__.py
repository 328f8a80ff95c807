"""From characters to amounts: ``tokens``, ``numerals``, ``number_words``, scales.

``token_line`` is a text as all recognisers see it (read it first), ``amounts`` what they make of it; ``lexicon`` is the
language's data, with what CLDR adds.
"""
