"""Marian "tiny" student models read from their own files and run in numpy, to ask how likely a given translation is."""
