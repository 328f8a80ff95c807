"""Plugins of other packages: found, held to their contract, and named when they fail."""
