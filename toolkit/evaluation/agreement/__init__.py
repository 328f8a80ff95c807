"""Whether our scores put translations into the order in which references and people put them."""
