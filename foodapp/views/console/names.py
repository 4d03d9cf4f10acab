"""Accounts and journals in words, with the names of whom they belong to."""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import union_all
from sqlmodel import col, select

from foodapp.accounts.models import RiderProfile, User
from foodapp.gateways import known
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say, t
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.restaurants.models import Restaurant

PLATFORMS = {
    Kind.GATEWAY: t("Held by {gateway}"),
    Kind.BANK: t("Bank"),
    Kind.GIFT_CARDS: t("Gift cards not spent"),
    Kind.TAX: t("Tax on what the platform earns"),
    Kind.TIPS: t("Tips waiting for a rider"),
    Kind.COMMISSION: t("Commission"),
    Kind.FEES: t("Delivery and service"),
    Kind.RIDES: t("Cost of rides"),
    Kind.GOODWILL: t("Cost of making good"),
    Kind.DEBT: t("Owed for an order in cash"),
    Kind.CLAIMS: t("Claims for orders in cash"),
    Kind.PROMOTIONS: t("Cost of offers"),
    Kind.GATEWAY_COSTS: t("Cost of {gateway}"),
}
OWNERS = {
    Kind.CUSTOMER: t("{name}, customer"),
    Kind.STORE_CREDIT: t("{name}, store credit"),
    Kind.RESTAURANT: t("{name}, to be paid out"),
    Kind.TAX: t("{name}, tax on food"),
    Kind.RIDER: t("{name}, to be paid out"),
    Kind.CASH: t("{name}, cash in hand"),
}
JOURNALS = {
    "sale": "Who earns what",
    "payment": "Money at the gateway",
    "credit": "Store credit used",
    "credit_given_up": "Store credit given up",
    "gift_card": "Gift card",
    "tip": "Tip",
    "purchase": "Tip paid by card",
    "gateway_fee": "What the gateway keeps",
    "payout": "Payout",
}


def names(session: ReadSession, accounts: Iterable[Account]) -> dict[Account, str]:
    accounts = list(accounts)
    owners = _owners(session, {one.owner_id for one in accounts if one.owner_id})
    return {one: _name(one, owners) for one in accounts}


def journal(kind: str, because: str) -> str:
    """Money at the gateway: capture."""
    what = JOURNALS.get(kind, kind.replace("_", " ").capitalize())
    why = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", because).replace("_", " ").lower()
    return f"{what}: {why}" if why else what


def _name(account: Account, owners: dict[UUID, str]) -> str:
    if account.owner_id is None:
        named = PLATFORMS.get(account.kind, t("{kind}", kind=_plain(account).capitalize()))
        words = say(named.with_({"gateway": known.label(account.label) or "gateways"}))
    else:
        named = OWNERS.get(account.kind, t("{name}, {kind}", kind=_plain(account)))
        words = say(named.with_({"name": owners.get(account.owner_id, "Somebody")}))
    is_named = known.label(account.label) in words
    return words if is_named else f"{words} ({account.label.replace('_', ' ')})"


def _plain(account: Account) -> str:
    """What a kind without words of its own is called."""
    return account.kind.value.replace("_", " ")


def _owners(session: ReadSession, ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    people = select(User.id, User.name).where(col(User.id).in_(ids))
    shops = select(Restaurant.id, Restaurant.name).where(col(Restaurant.id).in_(ids))
    riders = (
        select(RiderProfile.id, User.name)
        .join(User, col(User.id) == RiderProfile.user_id)
        .where(col(RiderProfile.id).in_(ids))
    )
    named = session.execute(union_all(people, shops, riders))
    return {row.id: row.name for row in named}
