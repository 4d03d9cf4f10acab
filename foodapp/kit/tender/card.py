"""What a card can pay here, in one currency: by the gateway that takes its new payments."""

from foodapp.kit.settings import settings
from foodapp.kit.tender import gateways
from foodapp.kit.tender.amounts import Amounts


def gateway_for(currency: str) -> str:
    chosen = settings().gateway_by_currency
    return chosen.get(currency.upper(), chosen["*"])


def amounts(currency: str) -> Amounts:
    """Raises NotTaken where no card can be charged in it."""
    return gateways.amounts(gateway_for(currency), currency)


def nearest(minor: int, currency: str) -> int:
    """The nearest amount that a card can be charged; as it is where none can be."""
    return amounts(currency).nearest(minor) if is_taken(currency) else minor


def is_taken(currency: str) -> bool:
    return gateways.takes(gateway_for(currency), currency)
