"""Payment gateways behind one protocol: what the platform asks of them, and who answers."""

from functools import cache

from foodapp.kit.settings import settings
from foodapp.payments.gateways.protocol import Gateway


@cache
def gateway() -> Gateway:
    """The gateway that this platform's operator uses."""
    from foodapp.payments.gateways.stripe_gateway import StripeGateway

    chosen = settings()
    base = chosen.stripe_api_base
    if not base and chosen.is_demo:
        base = f"http://127.0.0.1:{chosen.gateway_port}"
    return StripeGateway(
        chosen.stripe_secret_key.get_secret_value(),
        webhook_secret=chosen.stripe_webhook_secret.get_secret_value(),
        api_base=base,
    )
