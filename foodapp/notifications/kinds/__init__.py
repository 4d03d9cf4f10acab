"""What people are told of, a module for each kind of people or part that tells."""
