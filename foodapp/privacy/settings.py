"""How long copies of personal data lie ready, and how soon an account goes."""

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class PrivacySettings(Settings):
    export_days: int = Field(7, gt=0)  # that a copy of somebody's data can be fetched
    deletion_days: int = Field(3, ge=0)  # between its confirmation and a deletion
    deletion_link_hours: int = Field(24, gt=0)  # that the link which confirms a deletion works


def parts() -> tuple[type[Settings], ...]:
    return (PrivacySettings,)


def settings() -> PrivacySettings:
    return declared(PrivacySettings)
