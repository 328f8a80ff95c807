"""What a text denies, asks or only alleges, and whether the other text does so, too.

``cues`` finds what denies (read it first), ``matching`` pairs the cues of both texts; ``opposites`` and
``unmarked_questions`` tell what a negation or a question mark would have told; ``hedges`` finds what is alleged.
"""
