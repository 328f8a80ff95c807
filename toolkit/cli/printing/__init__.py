"""Findings on the terminal, and in files of the formats that are asked for."""
