"""Scripts that print the figures in the README and the docs; each runs as ``python -m benchmarks.NAME``."""
