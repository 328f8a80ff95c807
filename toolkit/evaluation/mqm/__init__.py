"""What suspicion, quality, tints and findings are worth on real errors: machine translations that people annotated."""
