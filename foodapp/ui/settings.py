"""What one address may hold open, in each web process. Many people can share an address."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class ScreenSettings(Settings):
    tabs_of_address: int = Field(400, gt=0)  # open at once
    new_tabs_a_minute: int = Field(300, gt=0)  # of one address; half of it at once


def parts() -> tuple[type[Settings], ...]:
    return (ScreenSettings,)


def settings() -> ScreenSettings:
    return declared(ScreenSettings)
