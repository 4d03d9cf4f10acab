"""What somebody sees of how they sign in, and where they are signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from foodapp.accounts import devices, phones
from foodapp.accounts.actors import Person
from foodapp.accounts.credentials import factors
from foodapp.accounts.credentials.factors import PasskeyShown, Ways
from foodapp.accounts.devices import Device
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.words import Words, say, t
from foodapp.notifications.texting import proving
from foodapp.notifications.webpush import devices as pushed
from foodapp.notifications.webpush.devices import Standing

PUSHES: dict[Standing, Words] = {
    Standing.ON: t("Gets notifications"),
    Standing.FAILING: t("The last notification did not get there; we try again"),
    Standing.STALE: t("Notifications begin again when you open us there"),
    Standing.LOST: t("Notifications have stopped: open us there and switch them on again"),
}


@dataclass(frozen=True)
class PasskeyCard:
    id: str
    name: str
    since: str
    used: str  # blank: never yet
    is_doubted: bool


@dataclass(frozen=True)
class DeviceCard:
    ref: str
    name: str
    since: str
    seen: str
    is_this: bool
    push: str  # how its notifications stand; empty: off


@dataclass(frozen=True)
class PhoneCard:
    """number: as it is stored; blank: none. can_be_texted: a code can be sent there."""

    number: str = ""
    is_proven: bool = False
    can_be_texted: bool = False
    has_stopped: bool = False  # they have answered STOP: nothing is texted to it


@dataclass(frozen=True)
class OwnAccountPage:
    ways: Ways
    phone: PhoneCard
    passkeys: list[PasskeyCard]
    devices: list[DeviceCard]


def own_account(session: ReadSession, person: Person, *, this: str) -> OwnAccountPage:
    """this: hash of the browser's own sign-in."""
    ways = factors.ways(session, person)
    mine = devices.signed_in(session, person, this=this)
    keys = [_passkey(one) for one in ways.passkeys]
    return OwnAccountPage(ways, _phone(session, person), keys, _cards(session, mine))


def _phone(session: ReadSession, person: Person) -> PhoneCard:
    number, is_proven = phones.of(session, person.user_id)
    return PhoneCard(
        number=number,
        is_proven=is_proven,
        can_be_texted=proving.can_be_texted(number),
        has_stopped=proving.has_stopped(session, number),
    )


def _passkey(one: PasskeyShown) -> PasskeyCard:
    zone, now = when.town(), clock.now()
    used = when.shown(one.used_at, zone, now) if one.used_at else ""
    return PasskeyCard(one.id, one.name, when.shown(one.since, zone, now), used, one.is_doubted)


def _cards(session: ReadSession, mine: Sequence[Device]) -> list[DeviceCard]:
    found = pushed.states(session, [one.id for one in mine])
    pushes = {sign_in: say(PUSHES[state.standing]) for sign_in, state in found.items()}
    zone, now = when.town(), clock.now()
    return [
        DeviceCard(
            one.id,
            one.name,
            when.shown(one.since, zone, now),
            when.shown(one.seen, zone, now),
            one.is_this,
            pushes.get(one.id, ""),
        )
        for one in mine
    ]
