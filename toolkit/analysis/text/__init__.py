"""What every analysis reads: words, their frequency, cues, passages, the language of a text.

``words`` and ``passages`` are what most checks begin with, ``frequency`` says how common a word is, ``cues`` makes
patterns of the phrases in the language data.
"""
