"""What a card can pay here, in one currency: by the gateway that takes its new payments."""

from foodapp.gateways import currencies
from foodapp.gateways.settings import ALL_OTHERS, chosen
from foodapp.kit.tender.amounts import Amounts


def gateway_for(currency: str) -> str:
    by_currency = chosen().gateway_by_currency
    return by_currency.get(currency.upper(), by_currency[ALL_OTHERS])


def amounts(currency: str) -> Amounts:
    """Raises NotTaken where no card can be charged in it."""
    return currencies.amounts(gateway_for(currency), currency)


def nearest(minor: int, currency: str) -> int:
    """The nearest amount that a card can be charged; as it is where none can be."""
    return amounts(currency).nearest(minor) if is_taken(currency) else minor


def is_taken(currency: str) -> bool:
    return currencies.takes(gateway_for(currency), currency)
