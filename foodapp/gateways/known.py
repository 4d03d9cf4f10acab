"""The gateways that the platform can speak with: a folder beside this file, and a line here."""

from foodapp.gateways.declaring import Declared, Traits
from foodapp.gateways.razorpay.declaration import RAZORPAY
from foodapp.gateways.stripe.declaration import STRIPE

# By name. The first that has keys takes what nobody else is chosen for.
KNOWN: dict[str, Declared] = {one.name: one for one in (STRIPE, RAZORPAY)}


def traits(name: str) -> Traits:
    return KNOWN[name].traits


def label(name: str) -> str:
    """As people read it; also of a gateway that is listed no longer."""
    return KNOWN[name].label if name in KNOWN else name.capitalize()


def of_payee(account: str) -> str:
    """The gateway at which a payee's account has a name like this; empty: at none."""
    known = (one for one in KNOWN.values() if one.payees is not None)
    return next(
        (one.name for one in known if one.payees and one.payees.pattern.fullmatch(account)), ""
    )
