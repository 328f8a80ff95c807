"""What an engine's answer is worth: whether it is a translation of its text at all, judged for each text by itself."""
