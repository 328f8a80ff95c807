"""One document's way, and what uses it."""
