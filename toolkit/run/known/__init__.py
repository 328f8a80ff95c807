"""Findings that somebody knows already: baselines, and comments in the text."""
