"""When payees are paid, and who signs what they are sent."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared
from foodapp.kit.worth import about


class PayoutSettings(Settings):
    # A payee's new account is paid after so long: time to notice that it is not theirs.
    payout_account_wait_hours: float = Field(72, ge=0)
    # Less than this waits for the next week. In minor units of FOODAPP_CURRENCY; about EUR 10.
    payout_minimum_minor: int = Field(default_factory=lambda known: about(1000, known["currency"]))
    operator_name: str = ""  # who invoices commission; empty: the brand
    operator_address: str = ""  # on invoices; lines parted by commas
    operator_tax_number: str = ""  # on invoices, as it is written


def parts() -> tuple[type[Settings], ...]:
    return (PayoutSettings,)


def settings() -> PayoutSettings:
    return declared(PayoutSettings)
