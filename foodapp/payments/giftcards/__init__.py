"""Gift cards: issued, redeemed once into a customer's store credit, or blocked."""
