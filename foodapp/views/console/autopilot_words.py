"""What the timeline says of exceptions and of what was done about them, for who has to help."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from foodapp.kit import clock, when
from foodapp.kit.money import shown
from foodapp.kit.settings import settings

Sentence = Callable[[dict[str, Any], dict[str, str]], str]
# By exception and step, see autopilot.table. What was really done, no more.
STEPS: dict[tuple[str, str], str] = {
    ("restaurant_silent", "called"): "Still no answer, so our team was alerted to call",
    ("no_rider", "wider"): "Nobody near is free: riders within {distance} are asked",
    ("no_rider", "raised"): "Nobody yet: the ride now pays {amount}",
    ("no_rider", "raised_again"): "Still nobody: the ride now pays {amount}",
    ("no_rider", "pickup"): "No rider: the customer was offered to pick it up",
    ("rider_silent", "asked"): "The rider stands still or is not heard of, and was asked",
    ("rider_silent", "taken_away"): "No answer from the rider: it is taken away from them",
    ("rider_silent", "call"): "No answer from the rider, who has the food: our team was alerted"
    " to call",
}
CLAIMS = {
    "nobody_there": "Nobody opens",
    "wrong_address": "The rider cannot find the address",
    "refused": "The customer does not want it, says the rider",
    "unsafe": "It is not safe to hand it over, says the rider",
    "damaged": "The food was damaged, says the rider",
}
BLAMED = {
    "customer": "the customer pays",
    "nobody": "the platform pays",
    "rider": "the rider did not bring it and is not paid",
    "delivered": "the customer has the food",
}
ANSWERS = {
    "accepted": "The customer takes {substitute} instead of {dish}",
    "declined": "The customer does not want {substitute}, so {dish} is left out",
    "lapsed": "No answer about {substitute} in time, so {dish} is left out",
    "taken_off": "The kitchen did not wait for the answer about {substitute}: {dish} is left out",
}


def _stepped(facts: dict[str, Any], _: dict[str, str]) -> str:
    words = STEPS.get((facts["exception"], facts["step"]), "The autopilot took a step")
    amount = shown(facts["amount_minor"], facts["currency"]) if facts["currency"] else ""
    return words.format(distance=f"{facts['distance_m'] / 1000:g} km", amount=amount)


def _missing(facts: dict[str, Any], _: dict[str, str]) -> str:
    told = f"{facts['quantity']} × {facts['dish']} cannot be made"
    if not facts["substitute"]:
        return told
    until = f" until {_time(facts['answer_by'])}" if facts["answer_by"] else ""
    return f"{told}; {facts['substitute']} is proposed, to be answered{until}"


def _answered(facts: dict[str, Any], _: dict[str, str]) -> str:
    dish = f"{facts['quantity']} × {facts['dish']}"
    return ANSWERS[facts["answer"]].format(substitute=facts["substitute"], dish=dish)


def _time(iso: Any) -> str:
    moment = datetime.fromisoformat(str(iso))
    return when.shown(moment, ZoneInfo(settings().time_zone), clock.now())


def _rider(facts: dict[str, Any], names: dict[str, str]) -> str:
    return names.get(str(facts.get("rider_id")), "The rider")


SENTENCES: dict[str, Sentence] = {
    "autopilot_stepped": _stepped,
    "autopilot_taken_over": lambda facts, _: f"Steered by hand from here on: {facts['reason']}",
    "autopilot_handed_back": lambda *_: "Back with the autopilot",
    "dish_missing": _missing,
    "substitute_answered": _answered,
    "order_became_pickup": lambda facts, _: (
        f"The customer comes for it; {shown(facts['back_minor'], facts['currency'])} for delivery"
        " and tip goes back"
    ),
    "first_order_again": lambda facts, _: (
        f"“{facts['offer']}” is for a first order, and the same card has had it before"
    ),
    "pin_locked": lambda facts, _: (
        f"The PIN was typed wrong {facts['wrong']} times and is locked; our team was alerted"
    ),
    "pin_renewed": lambda *_: "The customer has a new PIN",
    "rider_answered": lambda facts, names: f"{_rider(facts, names)} says that all is well",
    "customer_absent": lambda facts, _: (
        f"{CLAIMS[facts.get('reason', 'nobody_there')]}; the rider waits until"
        f" {_time(facts['until'])} and tries to call"
    ),
    "customer_came": lambda *_: "It can be handed over after all, says the rider",
    "customer_objected": lambda *_: "The customer says that they are there and want the food",
    "rider_at_door": lambda facts, _: f"At the customer's door, says the rider: {facts['where']}",
    "rider_unproven": lambda facts, names: (
        f"{_rider(facts, names)} says they have the food, without proof: {facts['where']}"
    ),
    "delivery_doubted": lambda facts, _: (
        f"The rider says: “{facts['reason']}” ({facts['where']}). Our team has to decide"
    ),
    "doubt_ended": lambda facts, _: f"Decided: {BLAMED[facts['blame']]}. {facts['why']}",
    "food_returned": lambda facts, _: (
        f"The food is back at the restaurant; the ride back pays"
        f" {shown(facts['pay_minor'], facts['currency'])}"
    ),
}
