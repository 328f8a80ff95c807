"""What Markdown is made of: the parts of a line, blocks of code, and the data before a text."""
