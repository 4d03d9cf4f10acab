"""How far and how long a rider is looked for, and what a rider waits for."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class DispatchSettings(Settings):
    search_seconds: int = Field(600, gt=0)  # nobody found by then: the customer is told
    search_m: int = Field(10_000, gt=0)  # riders this far from the restaurant are asked
    search_wider_m: int = Field(20_000, gt=0)  # ... and these, when nobody nearer comes
    ride_raise_bps: int = Field(1500, ge=0)  # of a ride's pay, a step
    ride_raise_limit_bps: int = Field(3000, ge=0)  # of a ride's pay, all steps together
    give_up_after_ready_seconds: int = Field(1200, gt=0)  # food that stood this long is over
    rider_silent_seconds: int = Field(300, gt=0)  # no position, or none that moves
    rider_near_m: int = Field(150, gt=0)  # a rider this near to a place is there
    door_wait_seconds: int = Field(300, gt=0)  # nobody opens, or the address is not found
    refused_wait_seconds: int = Field(120, gt=0)  # refused, or unsafe; the customer may object
    damaged_wait_seconds: int = Field(60, gt=0)  # the food is spoilt; the customer may object


def parts() -> tuple[type[Settings], ...]:
    return (DispatchSettings,)


def settings() -> DispatchSettings:
    return declared(DispatchSettings)
