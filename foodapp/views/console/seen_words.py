"""Where a rider was at a step, as their phone said it: for who has to judge."""

from typing import Any

from foodapp.kit.geo import Distance
from foodapp.kit.words import Words, t
from foodapp.orders.events import Seen, SeenThere

NOT_SEEN = t("no position of that time")


def seen(at: Seen | None) -> Words:
    if at is None:
        return NOT_SEEN
    old = {"away": _away(at), "age": _age(at.age_s)}
    if at.accuracy_m is None:
        return t("{away} by a fix {age} old").with_(old)
    exact = t("{away} by a fix {age} old, exact to {metres} m", metres=at.accuracy_m)
    return exact.with_(old)


def of(event: SeenThere) -> Words | str:
    """An entry from before there was `seen` has its own words."""
    return event.where or seen(event.seen)


def of_facts(facts: dict[str, Any]) -> Words | str:
    """The same from a timeline's entry."""
    known = {key: facts[key] for key in ("seen", "where") if facts.get(key)}
    return of(SeenThere.model_validate(known))


def _away(at: Seen) -> Words:
    return t("there") if at.is_near else t("{far} away", far=Distance(at.distance_m))


def _age(seconds: int) -> Words:
    if seconds < 120:
        return t("{seconds} s", seconds=seconds)
    return t("{minutes} min", minutes=seconds // 60)
