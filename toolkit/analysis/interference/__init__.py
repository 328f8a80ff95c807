"""What one language leaves in a translation from it: calques and false friends.

The data of a pair of languages is made into ``entries`` (read it first), each a ``patterns`` of words to be found;
``findings`` weighs what was found by the source.
"""
