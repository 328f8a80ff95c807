"""Names of persons, places and organisations, and how those of two texts correspond.

``mentions`` finds the names of one text (read it first), with the help of the ``table`` of names that differ between
languages; ``matching`` tells which of them the other text answers, by ``sounds`` and by ``seats`` of government; and
``comparison`` makes findings of it. ``spellings`` and ``variants`` hold the names of one text against each other.
"""
