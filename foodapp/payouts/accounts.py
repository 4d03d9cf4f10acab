"""Where a payee's money goes: their bank account, or their account at the gateway. How it is
changed: payouts.changing."""

import re
from dataclasses import dataclass
from datetime import timedelta

from foodapp.accounts.actors import RestaurantStaff, Rider
from foodapp.accounts.permissions import owners_only
from foodapp.gateways import known, registry
from foodapp.kit import wording
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import Unusable
from foodapp.kit.words import t
from foodapp.payouts.models import PayoutAccount
from foodapp.payouts.settings import settings

IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
NUMBER = re.compile(r"[A-Z0-9][A-Z0-9 /-]{3,40}")


@dataclass(frozen=True)
class AccountCard:
    """As its owner sees it: enough to know it again."""

    holder: str = ""
    bank_account: str = ""  # the last four signs
    at_gateway: bool = False


def of_restaurant(session: ReadSession, staff: RestaurantStaff) -> AccountCard:
    owners_only(staff)
    return card(session.get(PayoutAccount, staff.restaurant_id))


def of_rider(session: ReadSession, rider: Rider) -> AccountCard:
    return card(session.get(PayoutAccount, rider.rider_id))


def gateway_account_of(typed: str) -> str:
    """A payee's account at a gateway in use, from the gateway's own console. Empty: by bank."""
    ref = wording.line(typed, t("The account"), most=64)
    if ref and known.of_payee(ref) not in registry.names():
        raise Unusable(t("The account"))
    return ref


def wait() -> timedelta:
    """So long a new account is not paid, and a new right moves no account alone."""
    return timedelta(hours=settings().payout_account_wait_hours)


def at_gateway(account: PayoutAccount | None, currency: str) -> str:
    """The payee's account at the gateway that takes this currency; empty: by bank."""
    ref = account.gateway_account if account else ""
    return ref if ref and known.of_payee(ref) == registry.name_for(currency) else ""


def how_named() -> str:
    """How accounts at gateways begin, for whoever types one: "acct_... at Stripe"."""
    ways = (one for one in known.KNOWN.values() if one.payees is not None)
    return ", ".join(f"{one.payees.begins} at {one.label}" for one in ways if one.payees)


def number_of(typed: str) -> str:
    """A bank account's number as it is written down; an IBAN without gaps, its check digits
    (ISO 13616, ISO 7064 mod 97-10) proven."""
    tidy = wording.line(typed, t("The account number"), most=60, needed=True).upper()
    plain = tidy.replace(" ", "")
    if IBAN.fullmatch(plain):
        moved = plain[4:] + plain[:4]
        if int("".join(str(int(sign, 36)) for sign in moved)) % 97 != 1:
            raise Unusable(t("The IBAN"))
        return plain
    if not NUMBER.fullmatch(tidy):
        raise Unusable(t("The account number"))
    return tidy


def card(row: PayoutAccount | None) -> AccountCard:
    if row is None:
        return AccountCard()
    return AccountCard(row.holder, mask(row.bank_account), bool(row.gateway_account))


def mask(number: str) -> str:
    return f"•••• {number[-4:]}" if number else ""
