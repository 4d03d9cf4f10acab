"""What the platform does by itself when an order does not go as it should. All of it: table.py."""
