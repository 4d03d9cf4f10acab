import reflex as rx

from foodapp.kit.errors import Unusable
from foodapp.notifications import bouncing, preferences, reading
from foodapp.notifications.kind import ChannelName
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Id, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.ui.persona import PersonaState
from foodapp.views import inbox
from foodapp.views.inbox import ChoicesPage, Entry, KindChoices


class BellState(PersonaState, mixin=True):
    """How much of the inbox nobody has read; live on every page."""

    unread: int = 0
    error: str = ""  # why it counts nothing; not shown, the page that it stands on says the same

    @handler(rate="240/m", by_itself=True)
    async def load(self) -> None:
        found = await self._read(inbox.bell)
        self.unread = found.unread
        if found.user_id is not None:
            await live.watch_inbox(self, topics.inbox(found.user_id))


class InboxState(PersonaState, mixin=True):
    """The list, and what they want to hear of by which channel."""

    entries: list[Entry] = []
    unread: int = 0
    kinds: list[KindChoices] = []
    quiet_from: str = ""
    quiet_until: str = ""
    address: str = ""
    bounces: str = ""
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        self._show_choices(await self._read(inbox.choices))
        await self._reload()

    @handler(rate="240/m")
    async def refresh(self) -> None:
        await self._reload()

    @handler(rate="120/m")
    async def go_to(self, entry_id: Id) -> Next:
        told = await self._do(reading.read, entry_id)
        if not told.link:
            await self._reload()
            return None
        return rx.redirect(told.link)

    @handler(rate="30/m")
    async def read_all(self) -> None:
        await self._do(reading.read_all)
        await self._reload()

    @handler(rate="120/m")
    async def choose(self, kind: Word, channel: Word, is_on: bool) -> None:
        if channel not in list(ChannelName):
            raise Unusable
        await self._do(preferences.choose, kind, channel=ChannelName(channel), is_on=is_on)
        self._show_choices(await self._read(inbox.choices))

    @handler(rate="30/m")
    async def sleep(self, form: Form) -> None:
        begins, ends = (_minute(form.get(name)) for name in ("from", "until"))
        await self._do(preferences.sleep, from_minute=begins, until_minute=ends)
        self._show_choices(await self._read(inbox.choices))
        await notify(self, "Saved.")

    @handler(rate="10/m")
    async def try_again(self) -> None:
        await self._do(bouncing.try_again)
        self._show_choices(await self._read(inbox.choices))

    async def _reload(self) -> None:
        found = await self._read(inbox.page)
        self.entries, self.unread, self.loaded = found.entries, found.unread, True
        live.watch(self, topics.inbox(found.user_id))

    def _show_choices(self, found: ChoicesPage) -> None:
        self.kinds, self.bounces, self.address = found.kinds, found.bounces, found.address
        self.quiet_from, self.quiet_until = found.quiet_from, found.quiet_until


def _minute(typed: object) -> int:
    """22:00, as a browser's field for a time sends it; nothing: midnight, so no quiet hours."""
    hours, separator, minutes = str(typed or "00:00").partition(":")
    is_time = separator and hours.isdecimal() and minutes.isdecimal()
    if not is_time or int(hours) > 23 or int(minutes) > 59:
        raise Unusable
    return int(hours) * 60 + int(minutes)
