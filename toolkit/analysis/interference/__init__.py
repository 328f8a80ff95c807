"""What one language leaves in a translation from it: calques and false friends."""
