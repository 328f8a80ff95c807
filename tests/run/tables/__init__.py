"""The tables of a batch."""
