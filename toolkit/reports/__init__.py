"""Formats of a result, one file each."""
