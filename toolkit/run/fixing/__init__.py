"""Suggestions that are safe, put into the files that they are for: what comes out is checked again."""
