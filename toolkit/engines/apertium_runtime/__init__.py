"""Apertium's programs, modes and stream format, for engines that ask it."""
