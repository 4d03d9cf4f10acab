"""Payment gateways behind one protocol: what the platform asks of them, and who answers.

Which one takes a new payment follows from its currency (FOODAPP_PAYMENT_GATEWAYS). Afterwards the
payment's own `gateway` decides who is asked: a change of the setting moves no payment.
"""

import asyncio
from functools import cache

from foodapp.gateways.protocol import Gateway
from foodapp.gateways.vault import Vault
from foodapp.kit.settings import settings
from foodapp.kit.tender import card


def name_for(currency: str) -> str:
    """The gateway of a new payment in this currency."""
    return card.gateway_for(currency)


def names() -> tuple[str, ...]:
    """The gateways that this platform has keys of: their webhooks are listened to."""
    return settings().gateways_with_keys


@cache
def gateway(name: str) -> Gateway:
    """Raises LookupError for one that this platform has no keys of."""
    if name not in names():
        raise LookupError(f"no keys are set for the gateway {name}")
    return _razorpay() if name == "razorpay" else _stripe()


async def get_ready() -> None:
    """Import the clients, which takes a second, before anybody waits for them: on a thread, since
    the first message of a gateway would stop everything that this web worker does."""
    for name in names():
        await asyncio.to_thread(gateway, name)


def vault(name: str) -> Vault:
    """Of a gateway whose TRAITS say that it keeps cards; raises LookupError for another."""
    found = gateway(name).vault
    if found is None:
        raise LookupError(f"{name} keeps no cards")
    return found


def _stripe() -> Gateway:
    from foodapp.gateways.stripe.gateway import StripeGateway

    chosen = settings()
    return StripeGateway(
        chosen.stripe_secret_key.get_secret_value(),
        webhook_secret=chosen.stripe_webhook_secret.get_secret_value(),
        api_base=chosen.stripe_api_base or _test_gateway(),
    )


def _razorpay() -> Gateway:
    from foodapp.gateways.razorpay.gateway import PAGE_URL, RazorpayGateway

    chosen = settings()
    page_url = PAGE_URL
    if chosen.is_demo:
        page_url = f"{chosen.gateway_page_base}/razorpay/v1/checkout/embedded"
    test_base = _test_gateway()
    return RazorpayGateway(
        chosen.razorpay_key_id,
        chosen.razorpay_key_secret.get_secret_value(),
        webhook_secret=chosen.razorpay_webhook_secret.get_secret_value(),
        account_id=chosen.razorpay_account_id,
        api_base=chosen.razorpay_api_base or (test_base and f"{test_base}/razorpay"),
        page_url=page_url,
    )


def _test_gateway() -> str:
    """Empty outside the demo: then the clients know where to go."""
    chosen = settings()
    return f"http://127.0.0.1:{chosen.gateway_port}" if chosen.is_demo else ""
