"""Which gateway takes which currency, and what each of them has to be told."""

import re
from typing import Self

from pydantic import field_validator, model_validator

from foodapp.gateways.currencies import takes
from foodapp.gateways.declaring import variable
from foodapp.gateways.known import KNOWN
from foodapp.kit.settings import Settings, declared

ALL_OTHERS = "*"


class GatewaySettings(Settings):
    # Which gateway takes which currency: "INR=razorpay,*=stripe". Empty: Stripe takes all but
    # rupees, which are Razorpay's where its keys are set.
    payment_gateways: str = ""

    @field_validator("payment_gateways")
    @classmethod
    def _known_gateways(cls, text: str) -> str:
        for currency, name in _pairs(text).items():
            is_currency = currency == ALL_OTHERS or re.fullmatch(r"[A-Z]{3}", currency)
            if name not in KNOWN or not is_currency:
                raise ValueError(
                    'FOODAPP_PAYMENT_GATEWAYS reads like "INR=razorpay,*=stripe"; known are'
                    f" {' and '.join(KNOWN)}"
                )
        return text

    @model_validator(mode="after")
    def _cards_can_be_charged(self) -> Self:
        """In the currency of the platform, and in each that a gateway is named for."""
        chosen = self.gateway_by_currency
        wanted = {self.currency: chosen.get(self.currency, chosen[ALL_OTHERS])} | chosen
        for currency, gateway in wanted.items():
            if currency != ALL_OTHERS and not takes(gateway, currency):
                raise ValueError(
                    f"{KNOWN[gateway].label} takes no payments in {currency[:8]}. Choose another"
                    " FOODAPP_CURRENCY, or another gateway for it in FOODAPP_PAYMENT_GATEWAYS"
                )
        return self

    def needed_by_parts(self) -> dict[str, bool]:
        """Of the gateways in use, or whose door is open because one of their keys is set: which
        of their settings are missing or the demo's."""
        open_doors = {*self.gateway_by_currency.values(), *self.gateways_with_keys}
        return super().needed_by_parts() | {
            variable(name): not self.is_own(name)
            for gateway in sorted(open_doors)
            for name in KNOWN[gateway].needs
        }

    @property
    def gateways_with_keys(self) -> tuple[str, ...]:
        """Those that are spoken to and listened to. Outside the demo its public keys count for
        nothing; a gateway of which only a part is set is refused at the start. One that needs no
        keys is in use where it is chosen by name."""
        chosen = _pairs(self.payment_gateways).values()
        return tuple(
            name
            for name, one in KNOWN.items()
            if any(self.is_own(key) for key in one.needs) or (name in chosen and not one.needs)
        )

    @property
    def gateway_by_currency(self) -> dict[str, str]:
        """ISO 4217 code -> gateway; "*" for all others. One that is alone takes everything."""
        with_keys = self.gateways_with_keys
        usual = {ALL_OTHERS: next(iter((*with_keys, *KNOWN)))}
        if chosen := _pairs(self.payment_gateways):
            return usual | chosen
        return usual | {code: name for name in with_keys for code in KNOWN[name].at_home}


def parts() -> tuple[type[Settings], ...]:
    """What is declared here, and by each gateway in its own folder."""
    own = (one.settings for one in KNOWN.values())
    return (GatewaySettings, *(kind for kind in own if kind is not Settings))


def chosen() -> GatewaySettings:
    return declared(GatewaySettings)


def _pairs(text: str) -> dict[str, str]:
    """ "INR=razorpay, *=stripe" as a dict; what is not a pair has an empty name."""
    parts = (part.partition("=") for part in text.split(",") if part.strip())
    return {currency.strip().upper(): name.strip().lower() for currency, _, name in parts}
