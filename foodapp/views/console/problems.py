"""What a customer complained of, as support decides it."""

from dataclasses import dataclass
from typing import Any

from foodapp.accounts.actors import Admin, Permission
from foodapp.kit.money import Money
from foodapp.kit.words import Words, say, t
from foodapp.payments.refunds import limits
from foodapp.payments.refunds.models import BackTo, Bearer
from foodapp.views import fault_words

BEARERS = {
    Bearer.PLATFORM: t("the platform"),
    Bearer.RESTAURANT: t("the restaurant"),
    Bearer.RIDER: t("the rider"),
}


@dataclass(frozen=True)
class ProblemCard:
    """photo: the address it is shown under, without its size; empty without one, or for whoever may
    not see it. state: waiting, second (a second person decides), given, declined."""

    id: str
    what: str
    fault: str
    text: str
    photo: str
    proposed: str
    limit: str  # that a second person will be asked; empty within one's own
    state: str
    outcome: str  # empty while it waits


def cards_of(admin: Admin, cases: list[dict[str, Any]]) -> list[ProblemCard]:
    """cases: of order_facts."""
    return [_card(admin, case) for case in cases]


def _card(admin: Admin, case: dict[str, Any]) -> ProblemCard:
    state = case["outcome"]
    if state == "waiting" and case["has_asked"]:
        state = "second"
    sees = case["has_photo"] and admin.may(Permission.STEER_ORDERS)
    return ProblemCard(
        id=case["id"],
        what=f"{case['quantity']} × {case['dish']}",
        fault=say(fault_words.FAULTS[case["fault"]]),
        text=case["text"],
        photo=f"/api/support/cases/{case['id']}/photo" if sees else "",
        proposed=say(_proposed(case)),
        limit=_limit(admin, case) if state == "waiting" else "",
        state=state,
        outcome=say(_outcome(case, state)) if state != "waiting" else "",
    )


def _proposed(case: dict[str, Any]) -> Words:
    amount = Money(case["proposed_minor"], case["currency"])
    bearer = BEARERS[Bearer(case["bearer"])]
    if case["back_to"] == BackTo.CREDIT:
        return t("Proposed: {amount} as credit, borne by {bearer}", amount=amount, bearer=bearer)
    return t("Proposed: {amount} as it was paid, borne by {bearer}", amount=amount, bearer=bearer)


def _limit(admin: Admin, case: dict[str, Any]) -> str:
    limit = limits.limit_minor(admin.role, case["currency"])
    if case["proposed_minor"] <= limit:
        return ""
    most = Money(limit, case["currency"])
    return say(t("Above your {limit} on one order: a second person decides.", limit=most))


def _outcome(case: dict[str, Any], state: str) -> Words:
    if state == "declined":
        return t("Nothing given back: {reason}", reason=case["reason"])
    amount = Money(case["given_minor"] or case["proposed_minor"], case["currency"])
    if state == "second":
        return t("{amount} was asked for; a second person decides.", amount=amount)
    if case["is_at_once"]:
        return t("{amount} given back at once, by the rules.", amount=amount)
    return t("{amount} given back by support.", amount=amount)
