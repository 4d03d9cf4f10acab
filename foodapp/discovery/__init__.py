"""Who can be ordered from: the towns, the restaurants round a place, and what is liked there."""
