"""What a run writes down of itself, so that it can be told from another one and run again."""
