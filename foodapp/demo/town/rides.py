"""Riders of the past: when they were on the road, and who brought what."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from foodapp.demo.town.known import KnownRider
from foodapp.kit.geo import Position, distance_m
from foodapp.orders.arrival import DETOUR_PERCENT, RIDE_M_PER_MINUTE

# Local hours of going online and offline. Between them somebody is always on the road.
_ALWAYS = ((5.5, 12.0), (21.5, 30.0), (11.0, 19.5))
_OFTEN = ((10.5, 15.0), (17.0, 23.0), (17.5, 22.5), (16.5, 22.0), (18.0, 26.5))
LONGEST_EXTRA = timedelta(hours=1)  # nobody leaves with food in the bag


@dataclass
class Turn:
    """A rider's time online on one day."""

    rider: KnownRider
    starts: datetime
    ends: datetime
    busy_until: datetime
    place: Position
    rides: int = 0


@dataclass(frozen=True)
class Ride:
    turn: Turn
    assigned_at: datetime
    arrives_at: datetime
    to_restaurant_m: int
    declined_by: KnownRider | None = None


@dataclass
class Roster:
    """Who is on the road, from day to day."""

    riders: list[KnownRider]
    centre: Position
    zone: ZoneInfo
    turns: list[Turn] = field(default_factory=list)

    def begin(self, dice: Random, day: date) -> list[Turn]:
        """The turns that begin on this day, dealt round the riders so that each rests now and
        then. Those of the day before go on."""
        first = -day.toordinal() % len(self.riders)  # who rode the night is not due at dawn
        riders = self.riders[first:] + self.riders[:first]
        new = [
            self._turn(dice, rider, day, hours)
            for rider, hours in zip(riders, _turns_of(dice, day), strict=False)
        ]
        self.turns = [
            turn for turn in self.turns if turn.ends + LONGEST_EXTRA > _at(day, 0, self.zone)
        ]
        rested = [turn for turn in new if not self._still_riding(turn)]
        self.turns += rested
        return rested

    def send(
        self, dice: Random, asked_at: datetime, shop: Position, guest: Position
    ) -> Ride | None:
        """Whoever can be at the shop first; None when nobody is on the road."""
        on_road = [turn for turn in self.turns if turn.starts <= asked_at < turn.ends]
        if not on_road:
            return None
        ranked = sorted(on_road, key=lambda turn: _there(turn, asked_at, shop))
        declined_by = None
        if len(ranked) > 1 and dice.random() < 0.08:
            declined_by = ranked.pop(0).rider
        turn = ranked[0]
        assigned_at = max(asked_at, turn.busy_until) + timedelta(seconds=dice.randint(6, 40))
        metres = distance_m(turn.place, shop)
        return Ride(
            turn, assigned_at, assigned_at + riding(metres, turn.rider), round(metres), declined_by
        )

    def done(self, ride: Ride, at: datetime, place: Position) -> None:
        ride.turn.busy_until, ride.turn.place = at, place
        ride.turn.rides += 1

    def _turn(self, dice: Random, rider: KnownRider, day: date, hours: tuple[float, float]) -> Turn:
        starts = _at(day, hours[0], self.zone) + timedelta(minutes=dice.randint(-8, 10))
        ends = _at(day, hours[1], self.zone) + timedelta(minutes=dice.randint(-15, 15))
        return Turn(rider, starts, ends, starts, self.centre)

    def _still_riding(self, new: Turn) -> bool:
        return any(
            old.rider.number == new.rider.number and old.ends + LONGEST_EXTRA > new.starts
            for old in self.turns
        )


def riding(metres: float, rider: KnownRider) -> timedelta:
    """How long this rider takes for a straight line of so many metres."""
    return timedelta(minutes=metres * DETOUR_PERCENT / 100 / (RIDE_M_PER_MINUTE * rider.pace))


def _turns_of(dice: Random, day: date) -> list[tuple[float, float]]:
    """Fewer people on the road early in the week."""
    working = len(_OFTEN) if day.weekday() >= 4 else len(_OFTEN) - 1
    return [*_ALWAYS, *dice.sample(_OFTEN, working)]


def _there(turn: Turn, asked_at: datetime, shop: Position) -> datetime:
    return max(asked_at, turn.busy_until) + riding(distance_m(turn.place, shop), turn.rider)


def _at(day: date, hour: float, zone: ZoneInfo) -> datetime:
    return (datetime.combine(day, time(), zone) + timedelta(hours=hour)).astimezone(UTC)
