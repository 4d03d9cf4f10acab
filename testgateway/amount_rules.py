"""Which amounts Stripe takes of a currency, enforced as it does (docs.stripe.com/currencies): the
tables are those of our gateway's folder, the refusals its own (docs.stripe.com/error-codes)."""

from foodapp.gateways.stripe.currencies import BY_CURRENCY
from foodapp.kit import money
from testgateway.errors import invalid


def check(amount: int, currency: str, name: str, *, is_charge: bool = True) -> int:
    """is_charge: else a refund or a transfer, which has no least."""
    rules = BY_CURRENCY[currency.upper()]
    if amount > rules.most:
        raise invalid(f"Amount must be no more than {rules.most}", name, "amount_too_large")
    if amount % rules.step:
        raise invalid(
            f"Amounts in {currency} have to be multiples of {rules.step}.",
            name,
            "parameter_invalid_integer",
        )
    if is_charge and amount < rules.least:
        least = shown(rules.least, currency)
        raise invalid(f"Amount must be at least {least}", name, "amount_too_small")
    return amount


def shown(amount: int, currency: str) -> str:
    """A gateway's integer as a person reads it."""
    return money.shown(BY_CURRENCY[currency.upper()].heard(amount), currency.upper())
