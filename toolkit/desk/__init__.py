"""The editorial desk: documents with their findings, what people say of them, and the local page where they say it."""
