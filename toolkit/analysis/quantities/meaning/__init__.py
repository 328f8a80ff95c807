"""What amounts mean: measures, times of day, dates, eras, fractions, shares."""
