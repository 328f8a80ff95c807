"""log P(text | given) from models of other libraries, as the same nouns (``toolkit.token_scores``)."""
