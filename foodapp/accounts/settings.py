"""How long a sign-in, a proof and an invitation last."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class AccountSettings(Settings):
    # Who does not use their sign-in for so long has to sign in again.
    staff_idle_minutes: float = Field(3 * 24 * 60, gt=0)  # of a restaurant: its tablet sleeps
    rider_idle_minutes: float = Field(24 * 60, gt=0)  # of a rider's app
    admin_idle_minutes: float = Field(8 * 60, gt=0)  # of the console
    # Whoever moves money or rights has entered the password within so many minutes.
    reauth_minutes: float = Field(15, gt=0)
    invitation_hours: float = Field(7 * 24, gt=0)  # so long its link can be used


def parts() -> tuple[type[Settings], ...]:
    return (AccountSettings,)


def settings() -> AccountSettings:
    return declared(AccountSettings)
