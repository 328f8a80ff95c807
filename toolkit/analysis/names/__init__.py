"""Names of persons, places and organisations, and how those of two texts correspond."""
