"""From characters to amounts: tokens, numerals, number words, scales."""
