"""What the timeline says of exceptions and of what was done about them, for who has to help."""

from collections.abc import Callable
from typing import Any

from foodapp.kit import when
from foodapp.kit.money import Money
from foodapp.kit.words import Value, Words, n, t
from foodapp.views import end_words
from foodapp.views.console import seen_words

Sentence = Callable[[dict[str, Any], dict[str, str]], Words]
# By exception and step, see autopilot.table. What was really done, no more.
STEPS: dict[tuple[str, str], Words] = {
    ("restaurant_silent", "called"): t("Still no answer, so our team was alerted to call"),
    ("no_rider", "wider"): t("Nobody near is free: riders within {distance} are asked"),
    ("no_rider", "raised"): t("Nobody yet: the ride now pays {amount}"),
    ("no_rider", "raised_again"): t("Still nobody: the ride now pays {amount}"),
    ("no_rider", "pickup"): t("No rider: the customer was offered to pick it up"),
    ("rider_silent", "asked"): t("The rider stands still or is not heard of, and was asked"),
    ("rider_silent", "taken_away"): t("No answer from the rider: it is taken away from them"),
    ("rider_silent", "call"): t(
        "No answer from the rider, who has the food: our team was alerted to call"
    ),
}
CLAIMS = {
    "nobody_there": t("Nobody opens"),
    "wrong_address": t("The rider cannot find the address"),
    "refused": t("The customer does not want it, says the rider"),
    "unsafe": t("It is not safe to hand it over, says the rider"),
    "damaged": t("The food was damaged, says the rider"),
}
BLAMED = {
    "customer": t("the customer pays"),
    "nobody": t("the platform pays"),
    "rider": t("the rider did not bring it and is not paid"),
    "delivered": t("the customer has the food"),
}
ANSWERS = {
    "accepted": t("The customer takes {substitute} instead of {dish}"),
    "declined": t("The customer does not want {substitute}, so {dish} is left out"),
    "lapsed": t("No answer about {substitute} in time, so {dish} is left out"),
    "taken_off": t(
        "The kitchen did not wait for the answer about {substitute}: {dish} is left out"
    ),
}


def _stepped(facts: dict[str, Any], _: dict[str, str]) -> Words:
    words = STEPS.get((facts["exception"], facts["step"]), t("The autopilot took a step"))
    amount: Value = Money(facts["amount_minor"], facts["currency"]) if facts["currency"] else ""
    km = t("{km} km", km=f"{facts['distance_m'] / 1000:g}")
    return words.with_({"distance": km, "amount": amount})


def _missing(facts: dict[str, Any], _: dict[str, str]) -> Words:
    values: dict[str, Value] = {"quantity": facts["quantity"], "dish": facts["dish"]}
    if not facts["substitute"]:
        return t("{quantity} × {dish} cannot be made").with_(values)
    values["substitute"] = facts["substitute"]
    if not facts["answer_by"]:
        return t(
            "{quantity} × {dish} cannot be made; {substitute} is proposed, to be answered"
        ).with_(values)
    return t(
        "{quantity} × {dish} cannot be made; {substitute} is proposed, to be answered until {until}"
    ).with_(values | {"until": when.told(facts["answer_by"])})


def _answered(facts: dict[str, Any], _: dict[str, str]) -> Words:
    dish = t("{quantity} × {dish}", quantity=facts["quantity"], dish=facts["dish"])
    return ANSWERS[facts["answer"]].with_({"substitute": facts["substitute"], "dish": dish})


def _rider(facts: dict[str, Any], names: dict[str, str]) -> Value:
    return names.get(str(facts.get("rider_id"))) or t("The rider")


SENTENCES: dict[str, Sentence] = {
    "autopilot_stepped": _stepped,
    "autopilot_taken_over": lambda facts, _: t(
        "Steered by hand from here on: {reason}", reason=facts["reason"]
    ),
    "autopilot_handed_back": lambda *_: t("Back with the autopilot"),
    "dish_missing": _missing,
    "substitute_answered": _answered,
    "order_became_pickup": lambda facts, _: t(
        "The customer comes for it; {amount} for delivery and tip goes back",
        amount=Money(facts["back_minor"], facts["currency"]),
    ),
    "first_order_again": lambda facts, _: t(
        "“{offer}” is for a first order, and the same card has had it before", offer=facts["offer"]
    ),
    "pin_locked": lambda facts, _: n(
        "The PIN was typed wrong {count} time and is locked; our team was alerted",
        "The PIN was typed wrong {count} times and is locked; our team was alerted",
        facts["wrong"],
    ),
    "pin_renewed": lambda *_: t("The customer has a new PIN"),
    "rider_answered": lambda facts, names: t(
        "{rider} says that all is well", rider=_rider(facts, names)
    ),
    "customer_absent": lambda facts, _: t(
        "{claim}; the rider waits until {until} and tries to call",
        claim=CLAIMS[facts.get("reason", "nobody_there")],
        until=when.told(facts["until"]),
    ),
    "customer_came": lambda *_: t("It can be handed over after all, says the rider"),
    "customer_objected": lambda *_: t("The customer says that they are there and want the food"),
    "rider_at_door": lambda facts, _: t(
        "At the customer's door, says the rider: {where}", where=seen_words.of_facts(facts)
    ),
    "rider_unproven": lambda facts, names: t(
        "{rider} says they have the food, without proof: {where}",
        rider=_rider(facts, names),
        where=seen_words.of_facts(facts),
    ),
    "delivery_doubted": lambda facts, _: t(
        "The rider says: “{why}” ({where}). Our team has to decide",
        why=end_words.in_vain(facts["reason"]),
        where=seen_words.of_facts(facts),
    ),
    "doubt_ended": lambda facts, _: t(
        "Decided: {blamed}. {why}", blamed=BLAMED[facts["blame"]], why=facts["why"]
    ),
    "food_returned": lambda facts, _: t(
        "The food is back at the restaurant; the ride back pays {pay}",
        pay=Money(facts["pay_minor"], facts["currency"]),
    ),
}
