"""How good the findings and scores are, measured on sentences of which it is known what is wrong with them."""
