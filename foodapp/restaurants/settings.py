"""Where restaurants are, and what the state takes of their commission."""

from foodapp.kit.settings import Settings, declared


class RestaurantSettings(Settings):
    geocoder_url: str = ""  # a Nominatim server for addresses we do not know; empty: never ask
    commission_tax_bps: int = 0  # what the state takes of the platform's commission, on top of it


def parts() -> tuple[type[Settings], ...]:
    return (RestaurantSettings,)


def settings() -> RestaurantSettings:
    return declared(RestaurantSettings)
