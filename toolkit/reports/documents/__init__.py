"""What reports of documents stand on: rows of findings, places, XML, archives, copies with comments."""
