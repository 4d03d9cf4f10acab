from datetime import timedelta
from uuid import UUID

import reflex as rx

from foodapp.accounts.sessions import NoRider
from foodapp.dispatch import offers, presses, shifts
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.words import say, t
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Ago, Id, ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.rider import ride
from foodapp.views.rider.ride import Home, Job, OfferCard
from rider.state import RiderState


class Ride(RiderState, rx.State):
    """Offline, waiting, being asked, or on the way."""

    loaded: bool = False
    barred: str = ""  # why this account may not ride
    rider_id: str = ""
    online: bool = False
    leaving: bool = False  # goes offline when the delivery is over
    offer: OfferCard = OfferCard()
    job: Job = Job()
    today: str = ""
    today_count: int = 0
    at_door: bool = False  # the PIN is asked for
    pin_tries: int = 0  # grows with each answer, so that the pad empties itself
    ended: str = ""  # what happened to a delivery without the rider's doing
    done: str = ""  # what the last delivery brought
    error: str = ""
    acked: str = ""  # the latest press that was carried out, or refused
    _ended_id: str = ""
    _read_away: str = ""  # the cancelled delivery whose message was put away

    @handler()
    async def load(self) -> None:
        self.barred = ""
        try:
            home = await self._read(ride.home)
        except NoRider as refusal:
            self.barred = say(refusal.words)
            return
        self._listen(home)
        self.error, self.at_door = "", False
        self._show(home)
        self.loaded = True

    @handler(rate="240/m")
    async def refresh(self) -> None:
        if self.barred:
            return
        before, had = self.offer.id, self.job
        home = await self._read(ride.home)
        self._show(home)
        if before and not home.offer.id and not home.job.id:
            await notify(self, "That offer is gone. The next one will come.", kind="info")
        if not had.id or home.job.id:
            return
        self.done = await self._read(ride.what_became, UUID(had.id))
        if not self.done and not self.ended:
            gone = t("Order {order} is no longer yours: somebody else brings it.", order=had.number)
            self.ended = say(gone)

    @handler(rate="20/m")
    async def go_online(self) -> None:
        await self._do(shifts.go_online)
        self.ended = self.done = ""
        await self._read_again()

    @handler(rate="20/m")
    async def go_offline(self) -> None:
        """At once, or after the delivery that they have."""
        await self._do(shifts.go_offline)
        self.done = ""
        await self._read_again()

    @handler(rate="20/m")
    async def stay_online(self) -> None:
        await self._do(shifts.go_online)
        await self._read_again()

    @handler(rate="30/m")
    async def accept(self, offer_id: Id) -> None:
        self.done = self.ended = ""
        try:
            await self._do(offers.accept, offer_id)
        finally:
            await self._read_again()

    @handler(rate="30/m")
    async def decline(self, offer_id: Id) -> None:
        try:
            await self._do(offers.decline, offer_id)
        finally:
            await self._read_again()

    @handler()
    async def stand_at_door(self, is_there: bool) -> None:
        self.at_door, self.error = is_there, ""

    @handler(rate="120/m")
    async def press(
        self, press_id: Id, verb: Word, subject: Id, said: ShortText, ago_s: Ago
    ) -> None:
        """One press of this screen, sent at once or after a time without network."""
        had, self.error = self.job, ""
        self.pin_tries += verb == "hand_over"
        ago = timedelta(seconds=ago_s)
        try:
            answer = await self._do(
                presses.apply, press_id, verb=verb, delivery_id=subject, said=said, ago=ago
            )
        except NotSignedIn:
            raise  # it stays kept, and is sent after signing in
        except DomainError:
            self.acked = str(press_id)
            self._show(await self._read(ride.home))
            raise
        self.acked = str(press_id)
        await self._read_again()
        if answer is not None and not answer.is_right:
            self.error = say(answer.sentence)
        elif verb == "hand_over" and not self.job.id:
            self.done = say(t("Delivered. You earned {pay}.", pay=had.pay))
        elif verb == "at_door":
            self.at_door = True
        elif verb == "still_riding":
            await notify(self, "Thank you. Ride safely.")
        elif verb == "give_back":
            await notify(self, "Given back. Somebody else is being asked.", kind="info")

    @handler()
    async def put_away(self) -> None:
        """The message about the last delivery has been read."""
        self._read_away, self.ended, self.done = self._ended_id, "", ""

    async def _read_again(self) -> None:
        self.error = ""
        self._show(await self._read(ride.home))

    def _listen(self, home: Home) -> None:
        """The rider's own news, and what the kitchen does with the order they bring."""
        mine = [topics.rider(home.rider_id)]
        live.watch(self, *mine, *([topics.order(UUID(home.job.order_id))] if home.job.id else []))

    def _show(self, home: Home) -> None:
        self.rider_id = str(home.rider_id)
        if home.job.id != self.job.id:
            self._listen(home)
            self.at_door = False
        self.online, self.offer, self.job = home.is_online, home.offer, home.job
        self.leaving = home.is_leaving
        self.today, self.today_count = home.today, home.today_count
        if home.job.id:
            self.ended = self.done = ""
        elif home.cancelled_id and home.cancelled_id != self._read_away:
            self._ended_id, self.ended = home.cancelled_id, home.cancelled
