"""A house's glossary, and where its terms stand in two texts.

``files`` and ``tables`` and ``tbx`` read rows, ``entries`` puts those of one term together, ``matching`` finds terms in
any form of their words, and ``glossary`` holds a unit against all of them (read it first).
"""
