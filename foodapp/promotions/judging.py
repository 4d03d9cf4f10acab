"""Which offers apply to a basket, what they take off, and why one did not: by rules alone.

At most one on the food, the best for the customer, and one on the delivery.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from foodapp.kit.money import BPS, Money, rounded
from foodapp.kit.words import Words, t
from foodapp.promotions import counting, terms
from foodapp.promotions.terms import Offer

HAD_BEFORE = t("That code is for a first order, and somebody with your phone or address had one.")
NOT_HERE = t("That code does not work here. Please check it.")
NOTHING_OFF = t("There is nothing to take off with that code.")


@dataclass(frozen=True)
class Asked:
    """The basket that somebody wants made cheaper. Minor units."""

    items_minor: int
    delivery_fee_minor: int
    is_delivery: bool
    now: datetime
    wanted_at: datetime  # when the food is wanted: happy hours are the kitchen's
    zone: ZoneInfo
    code: str = ""
    customer_key: str = ""  # of promotions.counting; empty: nobody has signed in yet


@dataclass(frozen=True)
class Applied:
    """One offer, and what it takes off."""

    offer: Offer
    off_minor: int

    @property
    def platform_minor(self) -> int:
        return rounded(self.off_minor * self.offer.platform_bps, BPS)


@dataclass(frozen=True)
class Verdict:
    applied: Sequence[Applied] = ()
    code_applies: bool = False
    code_problem: Words | None = None  # why the code takes nothing off
    code_is_over: bool = False  # ... and never will for this person
    had_before: Sequence[Offer] = ()  # a first order's, refused for the phone or the door alone
    hints: Sequence[Words] = field(default_factory=list)  # what would make an offer apply


def judge(offers: Iterable[Offer], asked: Asked) -> Verdict:
    """Which of these offers apply to what is asked: the best of those that may not stand together,
    what is said of a typed code, and what would make another one apply."""
    known = sorted(offers, key=lambda one: (one.code is not None, one.id))
    reasons = {one.id: why_not(one, asked) for one in known}
    possible = [_applied(one, asked) for one in known if not reasons[one.id]]
    applied = _best([one for one in possible if one.off_minor > 0])
    typed = [one for one in known if one.is_meant_by(asked.code)]
    typed.sort(key=lambda one: is_over(one, asked))  # an older promotion may have had its code
    used = [one for one in applied if one.offer in typed]
    return Verdict(
        applied=applied,
        code_applies=bool(used),
        code_problem=None if used or not asked.code else _code_problem(typed, asked, applied),
        code_is_over=bool(asked.code) and all(is_over(one, asked) for one in typed),
        had_before=[
            one for one in known if reasons[one.id] == HAD_BEFORE and (not one.code or one in typed)
        ],
        hints=[
            t(
                "Add {missing} of dishes for “{offer}”.",
                missing=_missing(one, asked),
                offer=one.name,
            )
            for one in known
            if one.code is None and reasons[one.id] == _too_small(one, asked)
        ],
    )


def why_not(offer: Offer, asked: Asked) -> Words | None:
    """None when it may apply."""
    return (
        _over(offer, asked)
        or _not_today(offer, asked)
        or _not_so(offer, asked)
        or (_too_small(offer, asked) if asked.items_minor < offer.min_basket_minor else None)
    )


def may_be_had(offer: Offer, asked: Asked) -> bool:
    """By somebody who chooses enough dishes now."""
    return not (_over(offer, asked) or _not_today(offer, asked) or _not_so(offer, asked))


def is_over(offer: Offer, asked: Asked) -> bool:
    """Nothing in the basket can bring it back."""
    return bool(_over(offer, asked))


def _over(offer: Offer, asked: Asked) -> Words | None:
    if offer.ended_at or (offer.ends_at and offer.ends_at <= asked.now):
        return t("That code has ended.")
    if offer.paused_at or offer.starts_at > asked.now:
        return NOT_HERE
    if offer.first_order and offer.has_ordered:
        return t("That code is for a first order.")
    if _is_used_up(offer, counting.TOTAL, offer.limit_total):
        return t("That code has been used up.")
    if asked.customer_key and _is_used_up(offer, asked.customer_key, offer.limit_per_customer):
        return t("You have used that code already.")
    return None


def _not_today(offer: Offer, asked: Asked) -> Words | None:
    if _is_used_up(offer, counting.day_key(asked.now, asked.zone), offer.limit_per_day):
        return t("That code has been used up for today.")
    at = asked.wanted_at.astimezone(asked.zone)
    if not terms.is_within(at, offer.weekdays, offer.from_minute, offer.until_minute):
        hours = terms.When(offer.weekdays, offer.from_minute, offer.until_minute)
        return t("That code is for food on {hours}.", hours=hours)
    return None


def _not_so(offer: Offer, asked: Asked) -> Words | None:
    if any(_is_used_up(offer, mark, 1) for mark in offer.marks):
        return HAD_BEFORE  # at another address it may apply
    if offer.is_on_delivery and not asked.is_delivery:
        return t("That code is for delivery.")
    return None


def _too_small(offer: Offer, asked: Asked) -> Words:
    return t("Add {missing} of dishes for that code.", missing=_missing(offer, asked))


def _missing(offer: Offer, asked: Asked) -> Money:
    return Money(max(0, offer.min_basket_minor - asked.items_minor), offer.currency)


def _is_used_up(offer: Offer, key: str, most: int | None) -> bool:
    """What the customer's own unpaid order holds comes free with the next one."""
    return most is not None and offer.counts.get(key, 0) - offer.waiting >= most


def _applied(offer: Offer, asked: Asked) -> Applied:
    return Applied(offer, offer.off_minor(asked.items_minor, asked.delivery_fee_minor))


def _best(possible: Sequence[Applied]) -> list[Applied]:
    """What takes off most: an offer alone, or one on food with one on delivery where both may be
    combined. Of equals the first: one that applies by itself before a code."""
    food = [one for one in possible if not one.offer.is_on_delivery]
    delivery = [one for one in possible if one.offer.is_on_delivery]
    choices = [
        _most(food, combined=True) + _most(delivery, combined=True),
        _most(food),
        _most(delivery),
    ]
    return max(choices, key=lambda chosen: sum(one.off_minor for one in chosen))


def _most(found: Sequence[Applied], *, combined: bool = False) -> list[Applied]:
    kept = [one for one in found if one.offer.combinable or not combined]
    return [max(kept, key=lambda one: one.off_minor)] if kept else []


def _code_problem(typed: Sequence[Offer], asked: Asked, applied: Sequence[Applied]) -> Words:
    if not typed:
        return NOT_HERE
    offer = typed[0]
    if reason := why_not(offer, asked):
        return reason
    if not applied:
        return NOTHING_OFF
    rival = next((one for one in applied if one.offer.is_on_delivery == offer.is_on_delivery), None)
    if rival:
        return t(
            "“{offer}” takes off as much or more, so your code is not used.",
            offer=rival.offer.name,
        )
    if _applied(offer, asked).off_minor == 0:
        return NOTHING_OFF
    return t(
        "Your code cannot be combined with “{offer}”, which takes off more.",
        offer=applied[0].offer.name,
    )
