"""What an order costs beside its dishes, who may pay in cash, and how long an answer may take."""

from pydantic import Field

from foodapp.kit.settings import Mode, Settings, declared
from foodapp.kit.worth import about


class OrderSettings(Settings):
    service_fee_bps: int = 0  # of the dishes, paid by the customer; 100 are 1 %
    # Whether customers may pay riders in cash.
    takes_cash: bool = Field(default_factory=lambda known: known["mode"] is Mode.DEMO)
    # The dearest order in cash, and what a rider may hold of ours. In minor units of
    # FOODAPP_CURRENCY; about EUR 150.
    cash_most_minor: int = Field(default_factory=lambda known: about(15_000, known["currency"]))
    # Cash by what a customer has paid before: see orders/cash_limits.py. Euro cents, in other
    # currencies about as much.
    cash_first_euro_cents: int = Field(4_000, ge=0)  # the dearest one of somebody new
    cash_step_euro_cents: int = Field(2_000, ge=0)  # each one paid raises that by so much
    cash_known_after: int = Field(3, ge=0)  # paid orders; then several at a time
    cash_open_most: int = Field(3, gt=0)  # at a time, of somebody known
    cash_needs_phone: bool = True  # nobody new pays in cash without a phone number
    # Days after its end for which an order keeps what its customer avoids, and which warnings they
    # confirmed: health data, needed while somebody may still complain. Then it is emptied.
    avoids_kept_days: int = Field(90, gt=0)
    accept_minutes: float = Field(10, gt=0)  # an order unanswered this long ends by itself
    prompt_minutes: float = Field(3, gt=0)  # ... and is brought up again after this long
    # A customer hears a new time when it is so many minutes later than what they were told last.
    late_after_minutes: float = Field(8, gt=0)
    pin_most_wrong: int = Field(15, gt=0)  # wrong PINs of an order in all; then a person decides


def parts() -> tuple[type[Settings], ...]:
    return (OrderSettings,)


def settings() -> OrderSettings:
    return declared(OrderSettings)
