"""Metrics against published values."""
