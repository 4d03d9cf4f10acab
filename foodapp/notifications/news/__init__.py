"""What follows from an event for those who hear of it: one small reaction a kind."""
