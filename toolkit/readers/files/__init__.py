"""Bytes to text, and text to blocks: what readers of several formats share."""
