"""Engines behind an address: keys, requests, patience, replies."""
