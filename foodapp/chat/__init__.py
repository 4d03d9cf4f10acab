"""What people write to each other about an order, and to support."""
