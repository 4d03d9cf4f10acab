"""What an admin should look at."""
