"""What an operator sets for web push."""

from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator

from foodapp.kit.settings import Settings, declared
from foodapp.notifications.webpush import contact, hosts, keys

DEMO_CONTACT = "mailto:operator@example.org"


class PushSettings(Settings):
    # Our half of what push services know us by: `foodapp vapid-keys` makes one. Base64url, 32
    # bytes. Empty: nothing is pushed; the demo works its own out. Another one: every browser
    # subscribes anew at its next visit.
    push_private_key: SecretStr = SecretStr("")
    # Whom push services write to, "mailto:..." or "https://...", at a public domain; Apple's
    # refuses all else. Needed as soon as there is a key.
    push_contact: str = Field("", max_length=300)
    # Hosts of push services beside those of Google, Mozilla, Apple and Microsoft, parted by
    # commas: "push.example.net,*.example.com".
    push_hosts: str = ""
    push_keeps_minutes: float = Field(240, gt=0)  # so long a push waits for a phone that is off

    @field_validator("push_private_key")
    @classmethod
    def _is_a_key(cls, key: SecretStr) -> SecretStr:
        if key.get_secret_value():
            keys.read(key.get_secret_value())
        return key

    @model_validator(mode="after")
    def _somebody_can_be_reached(self) -> Self:
        is_needed = self.push_contact or self.push_private_key.get_secret_value()
        if is_needed and not contact.is_reachable(self.push_contact):
            raise ValueError(
                "FOODAPP_PUSH_CONTACT has to be mailto: with an e-mail address, or https: with a"
                " page, at a public domain: push services refuse messages without one"
            )
        return self

    @model_validator(mode="after")
    def _hosts_are_hosts(self) -> Self:
        hosts.read(self.push_hosts, is_demo=self.is_demo)
        return self

    @property
    def push_is_on(self) -> bool:
        return self.is_demo or bool(self.push_private_key.get_secret_value())

    @property
    def push_subject(self) -> str:
        return self.push_contact or DEMO_CONTACT


def settings() -> PushSettings:
    return declared(PushSettings)
