"""Findings in an editor while one types: the Language Server Protocol 3.17, by pygls."""
