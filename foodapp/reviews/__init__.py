"""What customers thought of the food and of the delivery, and what the restaurant answers."""
