"""What alerts say, by code; and the alerts that nobody has looked at, as the console shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from foodapp.accounts.actors import Admin
from foodapp.alerts import alerts
from foodapp.alerts.models import Alert
from foodapp.gateways import known
from foodapp.kit import phones
from foodapp.kit.db import ReadSession
from foodapp.kit.facts import unpacked
from foodapp.kit.words import Value, Words, n, say, t
from foodapp.views import end_words, payee_notices
from foodapp.views.console import seen_words

Facts = dict[str, Value]
GIVE_BACK = t("Try again, or give store credit, on the order's money page.")
# Step of the payment machine -> (what is refused, what to do).
STEPS = {
    "capture": (
        t("take the money"),
        t("Look at the payment there; the order can still be cancelled."),
    ),
    "void": (
        t("release the hold"),
        t("It lapses by itself within days; look at the payment there."),
    ),
    "refund": (t("give money back"), GIVE_BACK),
    "close_page": (t("close the payment page"), t("It closes by itself within the hour.")),
}
OTHER_STEP = (t("do what is due"), t("Look at the gateway's own console."))


@dataclass(frozen=True)
class AlertCard:
    id: str
    kind: str
    text: str
    order_id: str
    page: str  # where it is dealt with; empty: nowhere
    created_at: str  # ISO 8601, UTC


def unseen(session: ReadSession, admin: Admin, *, limit: int = 50) -> list[AlertCard]:
    """What nobody has looked at yet and is still so, newest first."""
    return [
        AlertCard(
            id=str(row.id),
            kind=row.kind.value,
            text=said(row),
            order_id=str(row.order_id or ""),
            page=alerts.page_of(row),
            created_at=row.created_at.isoformat(),
        )
        for row in alerts.unseen(session, admin, limit=limit)
    ]


def said(alert: Alert) -> str:
    """A sentence from before there were codes stands as it is; so does a code that this version
    does not know."""
    if not alert.code:
        return alert.text
    found = WORDS.get(alert.code)
    if found is None:
        return alert.code
    facts: Facts = unpacked(alert.facts)
    words = found(facts) if callable(found) else found
    return say(words.with_({**facts, **words.values}))


def _phoned(facts: Facts, with_number: Words, without: Words) -> Words:
    phone = str(facts["phone"])
    return with_number.with_({"phone": phones.shown(phone)}) if phone else without


def _rider(facts: Facts) -> Facts:
    return {"rider": facts["rider"] or t("The rider")}


def _where(facts: Facts) -> Facts:
    seen = {key: facts.get(key) for key in ("is_near", "distance_m", "age_s", "accuracy_m")}
    has_fix = seen["distance_m"] is not None
    there = seen_words.of_facts({"where": facts.get("where"), "seen": seen if has_fix else None})
    return {"where": there}


def _rider_unproven(facts: Facts) -> Words:
    words = _phoned(
        facts,
        t(
            "{rider} says they have collected {order} ({where})."
            " Ask {restaurant} whether it is so {phone}."
        ),
        t(
            "{rider} says they have collected {order} ({where})."
            " Ask {restaurant} whether it is so; no number is known."
        ),
    )
    return words.with_(_rider(facts) | _where(facts))


def _delivery_doubted(facts: Facts) -> Words:
    words = t(
        "{order}: {rider} says “{why}” ({where})."
        " Nobody pays before you have decided on the order's page."
    )
    why = end_words.in_vain(str(facts["why"]))
    return words.with_({**_rider(facts), **_where(facts), "why": why})


def _could_not_deliver(facts: Facts) -> Words:
    why = end_words.in_vain(str(facts["why"]))
    return t("{order} could not be handed over: {why}", why=why)


def _call_restaurant(facts: Facts) -> Words:
    return _phoned(
        facts,
        t("{restaurant} still has not answered {order}. Please call {phone}."),
        t("{restaurant} still has not answered {order}. Please call; no number is known."),
    )


def _call_rider(facts: Facts) -> Words:
    words = _phoned(
        facts,
        t("{rider} has the food of {order} and does not answer. Please call {phone}."),
        t("{rider} has the food of {order} and does not answer. Please call; no number is known."),
    )
    return words.with_(_rider(facts))


def _pin_locked(facts: Facts) -> Words:
    return n(
        "The PIN of {order} from {restaurant} was typed wrong {count} time."
        " Speak with the customer, then give them a new one on the order's page.",
        "The PIN of {order} from {restaurant} was typed wrong {count} times."
        " Speak with the customer, then give them a new one on the order's page.",
        _count(facts),
    )


def _count(facts: Facts) -> int:
    count = facts["count"]
    if not isinstance(count, int):
        raise TypeError("a count is whole")
    return count


def _paid(facts: Facts) -> Value:
    """What a payment pays: an order by its number, a tip, a gift card."""
    match facts["paid"]:
        case "tip":
            return t("a tip")
        case "gift_card":
            return t("gift card {number}", number=facts["number"])
        case _:
            return facts["number"]


def _step_refused(facts: Facts) -> Words:
    done, to_do = STEPS.get(str(facts["step"]), OTHER_STEP)
    words = t("The gateway refuses to {done} for {paid} ({said}). {to_do}")
    return words.with_({"done": done, "paid": _paid(facts), "to_do": to_do})


def _refund_came_back(facts: Facts) -> Words:
    words = t("The bank sent back a refund of {amount} on {paid} ({said}). {to_do}")
    return words.with_({"paid": _paid(facts), "to_do": GIVE_BACK})


def _books_differ(facts: Facts) -> Words:
    return n(
        "One payment differs between our books and {gateway}'s: see Reconciliation.",
        "{count} payments differ between our books and {gateway}'s: see Reconciliation.",
        _count(facts),
        gateway=known.label(str(facts["gateway"])),
    )


def _dispute_opened(facts: Facts) -> Words:
    words = t("{amount} of {paid} is disputed ({why}): answer at the payment service.")
    return words.with_({"paid": _paid(facts), "why": str(facts["said"]).replace("_", " ")})


def _dispute_won(facts: Facts) -> Words:
    return t("The dispute over {amount} of {paid} was won.").with_({"paid": _paid(facts)})


def _dispute_lost(facts: Facts) -> Words:
    return t("The dispute over {amount} of {paid} was lost.").with_({"paid": _paid(facts)})


def _payee_account_asked(facts: Facts) -> Words:
    words = t("{by} asks that {payee} is paid to {account}. A second person has to confirm it.")
    return words.with_({"account": payee_notices.account(facts["account"])})


def _payee_account_waits(facts: Facts) -> Words:
    words = t("{by} asks that {payee} is paid to {account}. It waits.")
    return words.with_({"account": payee_notices.account(facts["account"])})


WORDS: dict[str, Words | Callable[[Facts], Words]] = {
    "restaurant_silent": t("{restaurant} has not answered {order} yet."),
    "call_restaurant": _call_restaurant,
    "order_expired": t("{restaurant} never answered {order}; the order ended by itself."),
    "no_rider": t("No rider yet for {order} from {restaurant}."),
    "call_rider": _call_rider,
    "could_not_deliver": _could_not_deliver,
    "rider_unproven": _rider_unproven,
    "delivery_doubted": _delivery_doubted,
    "first_order_cancelled": t(
        "{order}: “{offer}” is for a first order, and the same card has had it under another name."
        " It is cancelled, nothing was charged."
    ),
    "first_order_made": t(
        "{order}: “{offer}” is for a first order, and the same card has had it under another name."
        " It is being made: decide yourself."
    ),
    "first_order_refused": t(
        "{order}: “{offer}” is for a first order, and somebody with the same phone or address has"
        " had one. It was not given."
    ),
    "first_order_typed": t(
        "{person} has typed the code of “{offer}”, which is for a first order, and somebody with"
        " the same phone or address has had one. It was not given."
    ),
    "pin_locked": _pin_locked,
    "refund_waiting": t("A refund of {amount} on {order} waits for a second person."),
    "step_refused": _step_refused,
    "payment_lost": t(
        "{amount} of {order} could not be taken: the hold on the card had lapsed."
        " The customer owes nothing; the platform bears what kitchen and rider earn."
    ),
    "refund_came_back": _refund_came_back,
    "books_differ": _books_differ,
    "payee_account_asked": _payee_account_asked,
    "payee_account_waits": _payee_account_waits,
    "console_role": t("{by} gave {name} the role “{role}” in the console."),
    "console_role_by_server": t(
        "A command on the server gave {name} the role “{role}” in the console."
    ),
    "owner_made": t("{by} made {name} an owner of {restaurant}."),
    "owner_made_by_server": t("A command on the server made {name} an owner of {restaurant}."),
    "dispute_opened": _dispute_opened,
    "dispute_won": _dispute_won,
    "dispute_lost": _dispute_lost,
}
