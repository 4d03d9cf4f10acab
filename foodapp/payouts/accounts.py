"""Where a payee's money goes: their bank account, or their account at the gateway."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission, RestaurantStaff, Rider
from foodapp.accounts.duties import admin_needs, owners_only
from foodapp.kit import clock, wording
from foodapp.kit.errors import NotFound, Unusable
from foodapp.payments import gateways
from foodapp.payouts import payees
from foodapp.payouts.models import PayeeKind, PayoutAccount

IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
NUMBER = re.compile(r"[A-Z0-9][A-Z0-9 /-]{3,40}")
GATEWAY_ACCOUNT = re.compile(r"acc(t)?_[A-Za-z0-9_]{1,60}")  # Stripe: acct_..., Razorpay: acc_...


@dataclass(frozen=True)
class AccountCard:
    """As its owner sees it: enough to know it again."""

    holder: str = ""
    bank_account: str = ""  # the last four signs
    at_gateway: bool = False


def of_restaurant(session: Session, staff: RestaurantStaff) -> AccountCard:
    owners_only(staff)
    return card(session.get(PayoutAccount, staff.restaurant_id))


def of_rider(session: Session, rider: Rider) -> AccountCard:
    return card(session.get(PayoutAccount, rider.rider_id))


def set_for_restaurant(
    session: Session, staff: RestaurantStaff, *, holder: str, bank_account: str
) -> AccountCard:
    owners_only(staff)
    return _set(session, PayeeKind.RESTAURANT, staff.restaurant_id, holder, bank_account)


def set_for_rider(session: Session, rider: Rider, *, holder: str, bank_account: str) -> AccountCard:
    return _set(session, PayeeKind.RIDER, rider.rider_id, holder, bank_account)


def set_gateway_account(
    session: Session, admin: Admin, payee_id: UUID, *, account: str
) -> PayoutAccount:
    """The payee's account at the gateway, from the gateway's own console. Empty: by bank."""
    admin_needs(admin, Permission.PAYOUTS)
    found = next((one for one in payees.everybody(session) if one.id == payee_id), None)
    if found is None:
        raise NotFound("payee")
    ref = wording.line(account, "The account", most=64)
    if ref and (not GATEWAY_ACCOUNT.fullmatch(ref) or gateway_of(ref) not in gateways.names()):
        raise Unusable("The account")
    name = payees.hold(session, found)
    row = _row(session, found.kind, payee_id)
    row.gateway_account, row.changed_at = ref, clock.now()
    audit.note(session, admin, "payout_account", "payout", payee_id, name, ref or "by bank")
    return row


def at_gateway(account: PayoutAccount | None, currency: str) -> str:
    """The payee's account at the gateway that takes this currency; empty: by bank."""
    ref = account.gateway_account if account else ""
    return ref if ref and gateway_of(ref) == gateways.name_for(currency) else ""


def gateway_of(account: str) -> str:
    """Each gateway's accounts begin in a way of their own."""
    return "stripe" if account.startswith("acct_") else "razorpay"


def number_of(typed: str) -> str:
    """A bank account's number as it is written down; an IBAN without gaps, its check digits
    (ISO 13616, ISO 7064 mod 97-10) proven."""
    tidy = wording.line(typed, "The account number", most=60, needed=True).upper()
    plain = tidy.replace(" ", "")
    if IBAN.fullmatch(plain):
        moved = plain[4:] + plain[:4]
        if int("".join(str(int(sign, 36)) for sign in moved)) % 97 != 1:
            raise Unusable("The IBAN")
        return plain
    if not NUMBER.fullmatch(tidy):
        raise Unusable("The account number")
    return tidy


def card(row: PayoutAccount | None) -> AccountCard:
    if row is None:
        return AccountCard()
    return AccountCard(row.holder, mask(row.bank_account), bool(row.gateway_account))


def mask(number: str) -> str:
    return f"•••• {number[-4:]}" if number else ""


def _set(
    session: Session, kind: PayeeKind, payee_id: UUID, holder: str, bank_account: str
) -> AccountCard:
    name = wording.line(holder, "The account holder", most=80, needed=True)
    number = number_of(bank_account)
    row = _row(session, kind, payee_id)
    row.holder, row.bank_account, row.changed_at = name, number, clock.now()
    return card(row)


def _row(session: Session, kind: PayeeKind, payee_id: UUID) -> PayoutAccount:
    row = session.get(PayoutAccount, payee_id, with_for_update=True)
    if row is None:
        row = PayoutAccount(payee_id=payee_id, payee=kind)
        session.add(row)
    return row
