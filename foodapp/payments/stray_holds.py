"""A hold that came by a try which was over already: given back, whatever became of the order."""

from sqlmodel import Session

from foodapp.gateways import registry
from foodapp.gateways.errors import Refused
from foodapp.gateways.protocol import MoneyAt
from foodapp.kit.outside_call import OutsideCall
from foodapp.payments.events import HoldStrayed


def _prepare(session: Session, event: HoldStrayed) -> HoldStrayed:
    return event


def _call(stray: HoldStrayed, _: str) -> None:
    """The key is the intent's own: it is released once, however often it is told of."""
    gateway = registry.gateway(stray.gateway)
    try:
        gateway.void(stray.intent_ref, f"stray:{stray.intent_ref}")
    except Refused:
        if gateway.look_up("", stray.intent_ref).held is MoneyAt.HELD:
            raise  # the worker tries again


def _finish(session: Session, event: HoldStrayed, _: None) -> None:
    """Nothing of ours has changed."""


RELEASE = OutsideCall(_prepare, _call, _finish)
