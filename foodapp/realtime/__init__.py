"""Live updates: names of topics, and saying on them what has changed."""
