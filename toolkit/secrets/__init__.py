"""What must not be printed: secrets that a configuration declares, and those that only look like some."""
