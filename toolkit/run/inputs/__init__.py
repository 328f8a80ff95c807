"""Which files the inputs of a configuration mean: documents, versions, manifests, folders by name."""
