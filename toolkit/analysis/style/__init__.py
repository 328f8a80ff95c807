"""Whether a text keeps to one way of writing, and one name for one thing."""
