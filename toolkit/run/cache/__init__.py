"""What was computed once, in one SQLite file for all runs and processes."""
