"""A house's own rules of style, from its configuration."""
