"""What amounts mean: measures, times of day, dates, eras, fractions, shares.

``extraction`` tries the recognisers of all kinds at every token, the most specific first (read it first).
"""
