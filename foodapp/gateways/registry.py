"""Payment gateways behind one protocol: what the platform asks of them, and who answers.

Which one takes a new payment follows from its currency (FOODAPP_PAYMENT_GATEWAYS). Afterwards the
payment's own `gateway` decides who is asked: a change of the setting moves no payment.
"""

import asyncio
from functools import cache

from foodapp.gateways import card
from foodapp.gateways.known import KNOWN
from foodapp.gateways.protocol import Gateway
from foodapp.gateways.settings import chosen
from foodapp.gateways.vault import Vault


def name_for(currency: str) -> str:
    """The gateway of a new payment in this currency."""
    return card.gateway_for(currency)


def names() -> tuple[str, ...]:
    """The gateways that this platform has keys of: their webhooks are listened to."""
    return chosen().gateways_with_keys


@cache
def gateway(name: str) -> Gateway:
    """Raises LookupError for one that this platform has no keys of."""
    if name not in names():
        raise LookupError(f"no keys are set for the gateway {name}")
    return KNOWN[name].open()


async def get_ready() -> None:
    """Import the clients, which takes a second, before anybody waits for them: on a thread, since
    the first message of a gateway would stop everything that this web worker does."""
    for name in names():
        await asyncio.to_thread(gateway, name)


def vault(name: str) -> Vault:
    """Of a gateway whose traits say that it keeps cards; raises LookupError for another."""
    found = gateway(name).vault
    if found is None:
        raise LookupError(f"{name} keeps no cards")
    return found
