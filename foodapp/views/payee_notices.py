"""What the people behind a payout account are told of its change, by code."""

from foodapp.kit.facts import unpacked
from foodapp.kit.words import Value, Words, say, t
from foodapp.payouts.changing import known_by
from foodapp.payouts.models import AccountChange, PayeeNotice

WORDS = {
    "asked_to_be_confirmed": t(
        "Another payout account, {account}, was asked for, to be confirmed by a second person."
    ),
    "asked_to_wait": t(
        "Another payout account, {account}, was asked for, to be paid after a while."
    ),
    "confirmed": t("Another payout account, {account}, was confirmed."),
    "stays": t("The payout account stays: {account} was taken back."),
}
BY_BANK = t("by bank")


def said(notice: PayeeNotice) -> str:
    """A sentence from before there were codes stands as it is."""
    words: Words | None = WORDS.get(notice.code)
    if words is None:
        return notice.text
    return say(words.with_({"account": account(unpacked(notice.facts)["account"])}))


def account(known: Value) -> Value:
    return known or BY_BANK


def named(change: AccountChange) -> str:
    return known_by(change) or say(BY_BANK)
