"""How applications are kept, and when a new restaurant may open."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class ApplicationSettings(Settings):
    # Dishes that a menu needs before its owner can open the restaurant by themselves.
    first_dishes: int = Field(5, ge=1)
    # Days after which the papers of an answered application, and drafts nobody goes on with, go.
    application_days: int = Field(90, gt=0)


def parts() -> tuple[type[Settings], ...]:
    return (ApplicationSettings,)


def settings() -> ApplicationSettings:
    return declared(ApplicationSettings)
