"""Measures of likeness, one file each."""
