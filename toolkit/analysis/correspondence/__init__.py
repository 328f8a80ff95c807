"""Words of one text that answer those of the other, as far as this can be seen without a dictionary.

Two words answer each other if they begin alike in sound, are the same figure or name, or name one of the everyday
``concepts``; read that first. ``shared`` counts what two texts have in common, ``word_pairs`` says which word answers
which, and ``kept_words`` finds what a translation leaves as it is on purpose.
"""
