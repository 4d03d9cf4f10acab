from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

import reflex as rx
from pydantic import Field

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.restaurants import hours_editing, pausing
from foodapp.restaurants.hours_editing import SpecialDayCard
from foodapp.restaurants.hours_week import NAMES, Week
from foodapp.ui import live
from foodapp.ui.args import Form, ShortText
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.restaurant.hours import hours
from restaurant.state import RestaurantState

Day = Annotated[int, Field(ge=0, le=6)]  # Monday is 0
Nth = Annotated[int, Field(ge=0, le=5)]


@dataclass
class Stretch:
    opens: str  # "11:00"
    closes: str


@dataclass
class DayRow:
    n: int
    name: str
    stretches: list[Stretch] = field(default_factory=list)


class HoursEditor(RestaurantState, rx.State):
    """The usual week, the days that differ, and the pause."""

    days: list[DayRow] = [DayRow(n, str(name)) for n, name in enumerate(NAMES)]
    closed_on_holidays: bool = False
    knows_holidays: bool = False
    as_text: bool = False  # edited as opening_hours text: the week cannot say it
    text: str = ""
    now: str = ""
    paused: bool = False
    time_zone: str = ""
    special_days: list[SpecialDayCard] = []
    version: int = 0  # the fields start afresh when it grows
    changed: bool = False
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        await self._reload()
        self.loaded = True

    @handler()
    async def refresh(self) -> None:
        """Somebody else changed something: what is being edited here stays."""
        await self._reload(keep_week=self.changed)

    @handler(rate="240/m")
    async def set_time(
        self, day: Day, nth: Nth, which: Literal["opens", "closes"], at: ShortText
    ) -> None:
        days = self.days
        if nth >= len(days[day].stretches):
            return
        setattr(days[day].stretches[nth], which, at)
        self.days, self.changed = days, True

    @handler()
    async def add_stretch(self, day: Day) -> None:
        there = self.days[day].stretches
        fresh = Stretch("18:00", "22:00") if there else Stretch("11:00", "22:00")
        self._change(day, [*there, fresh])

    @handler()
    async def remove_stretch(self, day: Day, nth: Nth) -> None:
        there = self.days[day].stretches
        self._change(day, [one for n, one in enumerate(there) if n != nth])

    @handler()
    async def copy_to_all(self, day: Day) -> None:
        for n in range(7):
            stretches = [Stretch(one.opens, one.closes) for one in self.days[day].stretches]
            self._change(n, stretches)

    @handler()
    async def set_holidays(self, closed: bool) -> None:
        self.closed_on_holidays, self.changed = closed, True

    @handler()
    async def edit_as(self, text: bool) -> None:
        self.as_text, self.changed = text, True

    @handler(rate="20/m")
    async def save_week(self) -> None:
        self.error = ""
        days = tuple(tuple((one.opens, one.closes) for one in row.stretches) for row in self.days)
        await self._do(hours_editing.set_week, Week(days, self.closed_on_holidays))
        await self._reload()
        await notify(self, "Your hours are saved.")

    @handler(rate="20/m")
    async def save_text(self, form: Form) -> None:
        self.error = ""
        await self._do(hours_editing.set_text, str(form.get("text") or ""))
        await self._reload()
        await notify(self, "Your hours are saved.")

    @handler(rate="20/m")
    async def add_special(self, form: Form) -> None:
        self.error = ""
        await self._do(
            hours_editing.set_special_day,
            day_of(form),
            hours=hours_of(form),
            note=str(form.get("note") or ""),
        )
        await self._reload(keep_week=self.changed)

    @handler(rate="30/m")
    async def remove_special(self, day: date) -> None:
        await self._do(hours_editing.remove_special_day, day)
        await self._reload(keep_week=self.changed)

    @handler(rate="20/m")
    async def pause(self, minutes: Annotated[int, Field(ge=0, le=240)]) -> None:
        """minutes 0: until tomorrow."""
        if minutes:
            await self._do(pausing.pause, minutes=minutes)
        else:
            await self._do(pausing.pause_until_tomorrow)
        await self._reload(keep_week=self.changed)

    @handler(rate="20/m")
    async def resume(self) -> None:
        await self._do(pausing.resume)
        await self._reload(keep_week=self.changed)

    def _change(self, day: int, stretches: list[Stretch]) -> None:
        days = self.days
        days[day].stretches = stretches
        self.days, self.changed = days, True
        self.version += 1

    async def _reload(self, *, keep_week: bool = False) -> None:
        found = await self._read(hours)
        card = found.card
        self.now, self.paused = card.now, bool(card.paused_until)
        self.time_zone, self.knows_holidays = card.time_zone, card.knows_holidays
        self.special_days = card.special_days
        live.watch(self, topics.restaurant(found.restaurant_id))
        if keep_week:
            return
        self.text, self.as_text, self.changed = card.text, card.week is None, False
        if card.week is not None:
            self.days = rows(card.week)
            self.closed_on_holidays = card.week.closed_on_holidays
        self.version += 1


def rows(week: Week) -> list[DayRow]:
    return [
        DayRow(
            n,
            str(NAMES[n]),
            [Stretch(opens, closes[:5].replace("24:", "00:")) for opens, closes in day],
        )
        for n, day in enumerate(week.days)
    ]


def day_of(form: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(str(form.get("day") or ""))
    except ValueError as error:
        raise DomainError(t("Please choose a day.")) from error


def hours_of(form: dict[str, Any]) -> str:
    """The hours of a special day; without times it is closed."""
    opens, closes = str(form.get("opens") or ""), str(form.get("closes") or "")
    if not opens and not closes:
        return "off"
    return f"{opens}-{'24:00' if closes == '00:00' else closes}"
