"""What one person may give back, and how long a rider can be tipped."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class PaymentSettings(Settings):
    # What one person of the console gives back in 24 hours without a second one, whole units.
    refunds_a_day_support: int = Field(100, ge=0)  # whose role is support
    refunds_a_day_operations: int = Field(1_000, ge=0)  # whose role is operations
    tip_days: int = Field(7, ge=0)  # so long after a delivery its rider can be tipped


def parts() -> tuple[type[Settings], ...]:
    return (PaymentSettings,)


def settings() -> PaymentSettings:
    return declared(PaymentSettings)
