"""YAML to a built run."""
