"""Whether customers and riders can call each other through a provider's number."""

from typing import Self

from pydantic import Field, model_validator

from foodapp.kit import phones
from foodapp.kit.settings import Settings, declared

DEMO_NUMBER = "+15005550006"  # Twilio's own number for tests


class CallSettings(Settings):
    # The number at Twilio, in E.164, that calls both and that both see ("+14155550100"), of the
    # account FOODAPP_TWILIO_ACCOUNT. Empty: nobody can call; the demo's go to its test gateway.
    call_number: str = ""
    calls_an_order: int = Field(6, ge=0)  # that customer and rider together may make about one
    call_minutes: int = Field(5, gt=0)  # after which a call is ended

    @model_validator(mode="after")
    def _is_a_number(self) -> Self:
        if self.call_number and phones.read(self.call_number, "") != self.call_number:
            raise ValueError('FOODAPP_CALL_NUMBER is a number like "+14155550100"')
        return self

    @property
    def calls_are_on(self) -> bool:
        return self.is_demo or bool(self.call_number)


def parts() -> tuple[type[Settings], ...]:
    return (CallSettings,)


def settings() -> CallSettings:
    return declared(CallSettings)
