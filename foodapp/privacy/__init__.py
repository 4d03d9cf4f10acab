"""What the platform holds about a person: written out for them, and forgotten when they go."""
