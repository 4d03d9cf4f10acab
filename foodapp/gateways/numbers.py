"""Numbers that come from outside."""

from foodapp.gateways.known import traits


def heard(gateway: str, told: object, currency: object) -> int:
    """An amount as a gateway writes it, in our minor units: not below zero. Raises ValueError for
    anything else, NaN and true among it, and for a currency that the gateway does not have."""
    minor = signed(gateway, told, currency)
    if minor < 0:
        raise ValueError(f"not an amount: {told!r:.40}")
    return minor


def signed(gateway: str, told: object, currency: object) -> int:
    """The same, of a line in its books, which may take something away."""
    known = traits(gateway).amounts.get(str(currency).upper())
    if known is None:
        raise ValueError(f"not a currency: {currency!r:.40}")
    return known.heard(told)
