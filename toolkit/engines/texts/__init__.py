"""What engines do to texts before and after: clauses, placeholders, gaps."""
