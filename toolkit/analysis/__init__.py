"""What can be read out of one text, and out of two: names, quantities, quotations, negation, style."""
