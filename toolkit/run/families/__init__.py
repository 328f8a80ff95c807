"""Families of engines: which of them may have made a translation, and what the others say of it."""
