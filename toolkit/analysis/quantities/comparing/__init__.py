"""Which quantities of two texts correspond, and which differ."""
