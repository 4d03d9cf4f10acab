"""What somebody reads of their own data: the copy that can be fetched, the deletion that waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from foodapp.accounts.actors import Customer
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import Money
from foodapp.kit.words import say, t
from foodapp.ledger import store_credit
from foodapp.privacy import closing, exporting, waiting


@dataclass(frozen=True)
class OwnData:
    copy_id: str = ""  # of one that can be fetched
    copy_until: str = ""
    is_being_made: bool = False
    is_asked: bool = False  # a deletion, and the mail is on its way
    leaves_on: str = ""  # the day, once it is confirmed
    waits_for: list[str] = field(default_factory=list)  # why it may be later, as it stands now
    credit: str = ""  # store credit that it would wait for, in words; empty: none
    credit_sums: dict[str, int] = field(default_factory=dict)  # the same, currency -> minor units
    gives_up: str = ""  # what goes with the account, as its owner has agreed


def own_data(session: ReadSession, customer: Customer) -> OwnData:
    """Of the latest copy that was asked for, and of a deletion that is not called off."""
    zone, now = when.town(), clock.now()
    copy = exporting.latest(session, customer)
    can_fetch = copy is not None and copy.file_id is not None and copy.expires_at is not None
    leaving = closing.mine(session, customer)
    is_confirmed = leaving is not None and leaving.confirmed_at is not None
    waits = waiting.judge(session, customer.user_id)
    credit = store_credit.balances(session, customer.user_id) if "credit" in waits.codes else {}
    return OwnData(
        copy_id=str(copy.id) if copy is not None and can_fetch else "",
        copy_until=when.shown(copy.expires_at, zone, now)
        if copy is not None and copy.expires_at is not None
        else "",
        is_being_made=copy is not None and copy.made_at is None,
        is_asked=leaving is not None and not is_confirmed,
        leaves_on=when.day_shown(leaving.due_at, zone, now)
        if leaving is not None and leaving.due_at is not None
        else "",
        waits_for=[
            say(words) for words in waiting.in_words(session, customer.user_id, waits.codes)
        ],
        credit=_sums(credit),
        credit_sums=credit,
        gives_up=_sums(leaving.gives_up) if leaving is not None else "",
    )


def _sums(found: Mapping[str, int]) -> str:
    every = tuple(Money(minor, currency) for currency, minor in sorted(found.items()))
    return say(t("{sums}", sums=every)) if every else ""
