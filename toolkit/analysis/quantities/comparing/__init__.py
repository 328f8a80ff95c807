"""Which quantities of two texts correspond, and which differ.

``comparison`` goes from the surest pairs to the doubtful ones (read it first), by the ``likeness`` of two quantities.
"""
