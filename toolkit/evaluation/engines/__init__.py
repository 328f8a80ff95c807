"""What each engine is worth on clean text: how well it carries it over, what it breaks, how fast it is."""
