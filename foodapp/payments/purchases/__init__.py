"""What a customer buys that is no order: a gift card, a tip. Each has a payment of its own."""
