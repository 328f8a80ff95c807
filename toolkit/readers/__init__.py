"""Files that become documents, one file per format."""
