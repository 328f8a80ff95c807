"""The file of what reviewers edited: beside the original, in its own format where that can be written."""
