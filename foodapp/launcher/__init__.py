"""Brings the platform up on one machine: databases, programs, and the eye kept on them."""


class CannotStart(Exception):
    """Something outside the program is in the way. The message is one sentence for the operator."""
