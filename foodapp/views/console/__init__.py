"""What the platform's own people read."""
