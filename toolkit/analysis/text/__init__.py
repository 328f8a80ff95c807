"""What every analysis reads: words, their frequency, cues, passages, the language of a text."""
