"""Ray, where it does the documents of a batch: joined, its actors, and what goes to them and back."""
