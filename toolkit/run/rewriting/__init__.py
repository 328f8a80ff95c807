"""A file written anew with other words in it, in its own format: for what people, or suggestions, mend."""
