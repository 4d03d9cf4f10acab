"""Double-entry books: append-only journals whose entries sum to zero in every currency."""
