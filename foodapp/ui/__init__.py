"""What the screens of every persona share: the door, the guard, live updates, the look."""
