"""Faults to look for, one file each; tests/checks/NAME.yaml holds the cases of each."""
