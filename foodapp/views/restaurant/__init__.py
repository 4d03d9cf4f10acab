"""What a restaurant's staff read."""
