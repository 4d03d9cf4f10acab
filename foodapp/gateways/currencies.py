"""What each gateway can do with a currency, by the gateway's name."""

from foodapp.gateways.known import KNOWN, traits
from foodapp.kit.errors import DomainError
from foodapp.kit.tender.amounts import Amounts
from foodapp.kit.words import t


class NotTaken(DomainError):
    """A currency that no card can be charged in here."""

    status = 422

    def __init__(self, gateway: str, currency: str) -> None:
        super().__init__(
            t(
                "{gateway} takes no payments in {currency}.",
                gateway=KNOWN[gateway].label,
                currency=currency[:8] or t("no currency"),
            )
        )


def amounts(gateway: str, currency: str) -> Amounts:
    """Raises NotTaken."""
    found = traits(gateway).amounts.get(currency.upper())
    if found is None:
        raise NotTaken(gateway, currency)
    return found


def takes(gateway: str, currency: str) -> bool:
    return currency in traits(gateway).amounts
