"""Pairs of texts from a JSON Lines file, checked one by one, and what they say together."""
