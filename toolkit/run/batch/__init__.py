"""Many documents: each done by itself, its outcome a file at once, and the summary made of these files."""
