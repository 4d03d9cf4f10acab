"""Customer and rider call each other, and neither learns the other's number."""
