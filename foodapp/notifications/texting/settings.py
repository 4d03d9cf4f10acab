"""What an operator sets for text messages."""

from typing import Self

from pydantic import Field, SecretStr, model_validator

from foodapp.kit import phones
from foodapp.kit.settings import Settings, declared
from foodapp.kit.worth import about

DEMO_ACCOUNT = "AC00000000000000000000000000000000"
DEMO_TOKEN = "demo-only-token"  # noqa: S105 - refused outside demo mode
DEMO_SENDER = "+15005550006"  # Twilio's own number for tests
SERVICE = "MG"  # a messaging service of Twilio's begins so


class TextSettings(Settings):
    # The account at Twilio ("AC..."), its token and the number in E.164 or the messaging service
    # ("MG...") that sends. Empty: no SMS; the demo's go to its test gateway.
    twilio_account: str = Field("", pattern=r"^(AC[0-9a-f]{32})?$")
    twilio_token: SecretStr = SecretStr("")  # also what its callbacks are signed with
    twilio_sender: str = ""  # "+14155550100" or "MG..."
    twilio_api_base: str = ""  # where Twilio's interface is, if not at Twilio's
    # What all messages of a day (UTC) may cost, in minor units of FOODAPP_CURRENCY; about EUR 20.
    sms_day_minor: int = Field(default_factory=lambda known: about(2_000, known["currency"]), ge=0)
    # What one part of a message costs, about, in the same; 8 cents.
    sms_part_minor: int = Field(default_factory=lambda known: about(8, known["currency"]), gt=0)
    sms_most_parts: int = Field(3, gt=0)  # a longer text is cut
    sms_number_hour: int = Field(4, ge=0)  # messages to one number in an hour
    sms_number_day: int = Field(12, ge=0)  # ... and in a day
    # Messages in an hour to all numbers that begin alike (country and four figures): who is paid
    # for each that arrives there asks for many.
    sms_prefix_hour: int = Field(60, ge=0)
    sms_address_hour: int = Field(6, ge=0)  # that one network, or one account, asked for in an hour

    @model_validator(mode="after")
    def _all_or_nothing(self) -> Self:
        token = self.twilio_token.get_secret_value()
        named = {
            "FOODAPP_TWILIO_ACCOUNT": self.twilio_account,
            "FOODAPP_TWILIO_TOKEN": token,
            "FOODAPP_TWILIO_SENDER": self.twilio_sender,
        }
        if any(named.values()) and (missing := [key for key, value in named.items() if not value]):
            raise ValueError(f"Twilio needs {', '.join(missing)} as well")
        sender = self.twilio_sender
        is_number = bool(sender) and phones.read(sender, "") == sender
        if sender and not sender.startswith(SERVICE) and not is_number:
            raise ValueError('FOODAPP_TWILIO_SENDER is a number like "+14155550100", or "MG..."')
        return self

    @property
    def sms_is_on(self) -> bool:
        return self.is_demo or bool(self.twilio_account)


def settings() -> TextSettings:
    return declared(TextSettings)
