"""Programs of others that read and write lines, and what ends them with the run."""
