"""What is in a dish, as it is chosen: of every allergen one of four states.

A dish, a size and an option each state what they contain, what they may hold traces of, and what
they are free of. What is in none of the three lists is *not stated*, and that is never "free".
Regulation (EU) 1169/2011, annex II, names the fourteen.

This is the one home of the rule. Search asks the same of the database in menu.fitting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, Self

from foodapp.menu.models import ALLERGENS, DIETS


class State(StrEnum):
    CONTAINS = "contains"
    TRACES = "traces"  # may contain: neither dropped nor safe
    NOT_STATED = "not_stated"
    FREE = "free"


# Of several parts the gravest state holds. Traces stand above what is not stated: "may contain"
# warns of both.
GRAVITY = {State.FREE: 0, State.NOT_STATED: 1, State.TRACES: 2, State.CONTAINS: 3}
BY_GRAVITY = sorted(GRAVITY, key=GRAVITY.__getitem__)
# A diet that a declared allergen rules out, whatever else is said. Lactose-free is not among
# them: milk without lactose is milk.
RULED_OUT = {
    "vegan": {"milk", "eggs", "fish", "crustaceans", "molluscs"},
    "vegetarian": {"fish", "crustaceans", "molluscs"},
    "kosher": {"crustaceans", "molluscs"},
    "gluten_free": {"gluten"},
}
IMPLIED = {"vegetarian": ("vegetarian", "vegan")}  # vegan food suits vegetarians as well


class Part(Protocol):
    """A dish, a size or an option, as a row or as a card of the menu."""

    allergens: list[str]
    traces: list[str]
    free_of: list[str]


class Dish(Part, Protocol):
    diets: list[str]


class Size(Part, Protocol):
    diets: list[str] | None  # None: those of its dish


class Option(Part, Protocol):
    """removes: what the dish contains and does not with this option (another base, "without
    nuts"). diets: those that the dish keeps with it; none are stated by silence."""

    removes: list[str]
    diets: list[str]


@dataclass(frozen=True)
class Declared:
    """What is stated of a dish with its choices made. Each list in the order of ALLERGENS."""

    contains: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    free_of: tuple[str, ...] = ()
    diets: tuple[str, ...] = ()

    def state(self, allergen: str) -> State:
        if allergen in self.contains:
            return State.CONTAINS
        if allergen in self.traces:
            return State.TRACES
        return State.FREE if allergen in self.free_of else State.NOT_STATED

    def of(self, state: State, among: Iterable[str] = ALLERGENS) -> list[str]:
        """Which of these allergens are in that state, in the EU's order."""
        asked = set(among)
        return [one for one in ALLERGENS if one in asked and self.state(one) is state]

    def is_free(self, avoided: Iterable[str]) -> bool:
        return all(self.state(one) is State.FREE for one in avoided)

    def as_json(self) -> dict[str, list[str]]:
        return {
            "contains": list(self.contains),
            "traces": list(self.traces),
            "free_of": list(self.free_of),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any] | None) -> Self:
        """As it was kept with an order; nothing kept is nothing stated."""
        kept = kept or {}
        return cls(
            *(tuple(map(str, kept.get(key, ()))) for key in ("contains", "traces", "free_of"))
        )


NOTHING_STATED = Declared()


def stated(part: Part, allergen: str) -> State:
    if allergen in part.allergens:
        return State.CONTAINS
    if allergen in part.traces:
        return State.TRACES
    return State.FREE if allergen in part.free_of else State.NOT_STATED


def is_complete(part: Part) -> bool:
    """Something is stated of every allergen."""
    return {*part.allergens, *part.traces, *part.free_of} >= set(ALLERGENS)


def combined(dish: Dish, size: Size | None = None, options: Sequence[Option] = ()) -> Declared:
    """The dish as chosen: what its size states stands before what the dish states; an option may
    take something out of it, and brings what is in itself."""
    states = {one: _state(one, dish, size, options) for one in ALLERGENS}

    def those(state: State) -> tuple[str, ...]:
        return tuple(one for one in ALLERGENS if states[one] is state)

    contains, traces = those(State.CONTAINS), those(State.TRACES)
    diets = _diets(dish, size, options, set(contains), set(traces))
    return Declared(contains, traces, those(State.FREE), diets)


def reachable(
    allergen: str,
    dish: Dish,
    sizes: Sequence[Size],
    needed: Sequence[tuple[int, Sequence[Option]]],
) -> tuple[State, State]:
    """(best, worst) that the dish can be for this allergen, by what has to be chosen: one of its
    sizes, and so many of each of these groups. What may be added beside is judged when it is."""
    own = [_own(allergen, dish, size) for size in sizes] or [stated(dish, allergen)]
    offered = [option for _, options in needed for option in options]
    if any(allergen in option.removes for option in offered):
        own += [_without(state) for state in own]
    best, worst = [_lightest(own)], [_gravest(own)]
    for least, options in needed:
        states = sorted((stated(one, allergen) for one in options), key=GRAVITY.__getitem__)
        if states:
            best.append(states[min(least, len(states)) - 1])
            worst.append(states[-1])
    return _gravest(best), _gravest(worst)


def with_implied(diets: Iterable[str]) -> set[str]:
    found = set(diets)
    return found | {name for name, by in IMPLIED.items() if found & set(by)}


def _state(allergen: str, dish: Dish, size: Size | None, options: Sequence[Option]) -> State:
    own = _own(allergen, dish, size)
    if any(allergen in option.removes for option in options):
        own = _without(own)
    return _gravest([own, *(stated(option, allergen) for option in options)])


def _own(allergen: str, dish: Dish, size: Size | None) -> State:
    of_size = State.NOT_STATED if size is None else stated(size, allergen)
    return stated(dish, allergen) if of_size is State.NOT_STATED else of_size


def _without(state: State) -> State:
    """An option takes out what is known to be in; it says nothing of what nobody has stated."""
    return state if state is State.NOT_STATED else State.FREE


def _gravest(states: Sequence[State]) -> State:
    return max(states, key=GRAVITY.__getitem__)


def _lightest(states: Sequence[State]) -> State:
    return min(states, key=GRAVITY.__getitem__)


def _diets(
    dish: Dish, size: Size | None, options: Sequence[Option], contains: set[str], traces: set[str]
) -> tuple[str, ...]:
    own = dish.diets if size is None or size.diets is None else size.diets
    kept = with_implied(own)
    for option in options:
        kept &= with_implied(option.diets)
    lost = {diet for diet, by in RULED_OUT.items() if contains & by}
    if "gluten" in traces:
        lost.add("gluten_free")
    return tuple(diet for diet in DIETS if diet in kept - lost)
