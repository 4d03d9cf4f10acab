"""Stripe: cards everywhere, held at placing, taken in part or let go."""

import re

from foodapp.gateways.declaring import Declared, PayeeAccounts, Traits
from foodapp.gateways.protocol import Gateway
from foodapp.gateways.stripe import currencies
from foodapp.gateways.stripe.settings import StripeSettings
from foodapp.kit.settings import declared


def _open() -> Gateway:
    from foodapp.gateways.stripe.gateway import StripeGateway

    chosen = declared(StripeSettings)
    return StripeGateway(
        chosen.stripe_secret_key.get_secret_value(),
        webhook_secret=chosen.stripe_webhook_secret.get_secret_value(),
        api_base=chosen.stripe_api_base or chosen.test_gateway_url,
    )


STRIPE = Declared(
    name="stripe",
    label="Stripe",
    traits=Traits(
        captures_part=True,
        voids=True,
        saves_cards=True,
        amounts=currencies.BY_CURRENCY,
        pays_out_whole=currencies.PAID_OUT_WHOLE,
    ),
    open=_open,
    settings=StripeSettings,
    needs=("stripe_secret_key", "stripe_webhook_secret"),
    is_live=lambda: declared(StripeSettings).stripe_is_live,
    api_base="stripe_api_base",
    payees=PayeeAccounts(re.compile(r"acct_[A-Za-z0-9_]{1,60}"), begins="acct_..."),
)
