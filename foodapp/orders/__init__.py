"""From basket to hand-over."""
