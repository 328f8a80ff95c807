"""Machines that translate, one file each."""
