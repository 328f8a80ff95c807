"""What reports and the terminal say, in words."""
