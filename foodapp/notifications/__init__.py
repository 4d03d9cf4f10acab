"""What people are told when they are not looking at a screen."""
