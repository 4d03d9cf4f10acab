"""Numbers that come from outside."""

LARGEST_MINOR = 2**31 - 1  # of a column, and more than any gateway moves at once


def minor(told: object) -> int:
    """An amount as a gateway writes it: whole, not below zero. Raises ValueError for anything
    else, NaN and true among it."""
    if type(told) is not int or not 0 <= told <= LARGEST_MINOR:
        raise ValueError(f"not an amount: {told!r:.40}")
    return told
