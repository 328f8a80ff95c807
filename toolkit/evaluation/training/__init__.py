"""Heads for the channels, grown from clean pairs and pairs with faults put in."""
