"""Whether what a configuration names can run here."""
