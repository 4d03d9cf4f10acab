"""A chat as one of its people reads it."""

from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from foodapp.accounts.actors import Customer, RestaurantStaff, Rider
from foodapp.accounts.models import RiderProfile, User
from foodapp.calls import asking as calls
from foodapp.chat import quick, reading, scoped
from foodapp.chat.models import ChatLine, Kind, Side, Thread
from foodapp.chat.scoped import Ground, Person, Place
from foodapp.dispatch.models import ACTIVE, Delivery
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.facts import unpacked
from foodapp.kit.words import say, t
from foodapp.orders.models import Order

WINDOW = 80  # lines that are shown at first
# Of the platform's notes.
WORDS = {
    "problem_reported": t("Reported: {what}"),
    "remedy_given": t("{amount} given back for {what}"),
    "remedy_declined": t("Nothing is given back for {what}"),
    "customer_called": t("The customer called"),
    "rider_called": t("The rider called"),
}
CLOSED = t("This chat is closed.")


@dataclass(frozen=True)
class Bubble:
    """id: the line's number. client_id: of one's own, by which the device knows it. photo: what its
    address ends with; empty without."""

    id: str
    mine: bool
    by: str  # the other's name; empty for one's own
    side: str
    text: str
    at: str
    client_id: str = ""
    photo: str = ""
    is_read: bool = False  # one's own, by somebody else


@dataclass(frozen=True)
class ChatCard:
    """id: what the browser names it by (kind and what it is about). Blank where there is none."""

    id: str = ""
    kind: str = ""
    about: str = ""  # the order's id, or of support the chat's
    side: str = ""  # of who reads
    title: str = ""
    lines: list[Bubble] = field(default_factory=list)
    last: int = 0  # number of the last line
    unread: int = 0
    has_earlier: bool = False
    closed: str = ""  # why nobody can write, as a sentence
    quick: list[str] = field(default_factory=list)
    photos: str = ""  # address under which its photos are sent and shown
    query: str = ""  # what belongs into it
    can_call: bool = False  # through the platform's number


@dataclass(frozen=True)
class Chats:
    """box: whose these are, for what a device keeps. heard: kind and subject of those whose news
    changes them."""

    cards: list[ChatCard]
    box: str
    heard: tuple[tuple[Kind, UUID], ...]


def of_order(session: ReadSession, customer: Customer, order_id: UUID, window: int) -> Chats:
    """With the rider, where there is one, and with support."""
    box, kinds = f"customer.{customer.user_id}", (Kind.CUSTOMER_RIDER, Kind.CUSTOMER_SUPPORT)
    return _chats(session, customer, [Place(kind, order_id) for kind in kinds], box, window)


def of_customer(session: ReadSession, customer: Customer, window: int) -> Chats:
    place = Place(Kind.CUSTOMER_SUPPORT)
    return _chats(session, customer, [place], f"customer.{customer.user_id}", window)


def of_ride(session: ReadSession, rider: Rider, window: int) -> Chats:
    """With the customer of the order they are bringing, and with support."""
    order_id = session.exec(
        select(Delivery.order_id)
        .where(Delivery.rider_id == rider.rider_id, col(Delivery.status).in_(ACTIVE))
        .order_by(col(Delivery.assigned_at))
        .limit(1)
    ).first()
    places = [Place(Kind.CUSTOMER_RIDER, order_id)] if order_id else []
    places.append(Place(Kind.RIDER_SUPPORT))
    return _chats(session, rider, places, f"rider.{rider.rider_id}", window)


def of_restaurant(session: ReadSession, staff: RestaurantStaff, window: int) -> Chats:
    place = Place(Kind.RESTAURANT_SUPPORT)
    return _chats(session, staff, [place], f"restaurant.{staff.restaurant_id}", window)


def bubbles(
    session: ReadSession,
    thread: Thread,
    side: Side,
    names: dict[Side, str],
    *,
    window: int = WINDOW,
    zone: ZoneInfo | None = None,
    me: UUID | None = None,
) -> list[Bubble]:
    """The last lines. names: of the others. me: of a side that is several people, who reads."""
    zone, now = zone or when.town(), clock.now()
    marks = reading.marks(session, thread)
    seen = max((number for other, number in marks.items() if other is not side), default=0)
    return [
        Bubble(
            id=str(line.number),
            mine=line.by is side,
            by=names.get(line.by, "") if line.by is not side else "",
            side=line.by.value,
            text=_text(line),
            at=when.shown(line.at, zone, now),
            client_id=str(line.client_id) if line.by is side and me in (None, line.by_id) else "",
            photo=f"/{line.number}" if line.photo else "",
            is_read=line.by is side and line.number <= seen,
        )
        for line in reading.lines(session, thread, after=thread.last_number - window)
    ]


def _text(line: ChatLine) -> str:
    if line.by is Side.PLATFORM and line.code in WORDS:
        return say(WORDS[line.code].with_(unpacked(line.facts)))
    return line.text


def _chats(session: ReadSession, who: Person, places: list[Place], box: str, window: int) -> Chats:
    cards, heard = [], []
    for place in places:
        ground = _ground(session, who, place)
        subject = ground.subject_id if ground else place.order_id
        if subject is not None:
            heard.append((place.kind, subject))
        if ground is not None:
            cards.append(_card(session, who, ground, place, window))
    return Chats(cards, box, tuple(heard))


def _ground(session: ReadSession, who: Person, place: Place) -> Ground | None:
    """None while nobody brings the order: who will is news of the same topic."""
    try:
        return scoped.ground(session, who, place)
    except NotFound:
        if place.kind is not Kind.CUSTOMER_RIDER:
            raise
        return None


def _card(session: ReadSession, who: Person, ground: Ground, place: Place, window: int) -> ChatCard:
    side, thread = scoped.side_of(who), scoped.existing(session, ground)
    about = str(place.order_id or "")
    names = _names(session, ground, side)
    last = thread.last_number if thread else 0
    return ChatCard(
        id=f"{ground.kind}.{about}",
        kind=ground.kind.value,
        about=about,
        side=side.value,
        title=names[_other(ground.kind, side)],
        lines=bubbles(session, thread, side, names, window=window) if thread else [],
        last=last,
        unread=reading.unread(session, thread, side) if thread else 0,
        has_earlier=last > window,
        closed="" if ground.is_open else say(CLOSED),
        quick=[say(one) for one in quick.answers(ground.kind, side)] if ground.is_open else [],
        photos=f"/api/chat/{side.value}/photo",
        query=urlencode({"kind": ground.kind.value, "order": about}),
        can_call=calls.is_offered(ground),
    )


def _other(kind: Kind, side: Side) -> Side:
    if kind is not Kind.CUSTOMER_RIDER:
        return Side.SUPPORT
    return Side.RIDER if side is Side.CUSTOMER else Side.CUSTOMER


def _names(session: ReadSession, ground: Ground, side: Side) -> dict[Side, str]:
    """First names: who somebody is beyond that is not the other's business."""
    names = {Side.SUPPORT: say(t("Support"))}
    if ground.kind is Kind.CUSTOMER_RIDER and side is Side.CUSTOMER:
        name = session.exec(
            select(User.name)
            .join(RiderProfile, col(RiderProfile.user_id) == User.id)
            .where(RiderProfile.id == ground.rider_id)
        ).one()
        names[Side.RIDER] = _first(name)
    elif ground.kind is Kind.CUSTOMER_RIDER:
        names[Side.CUSTOMER] = _first(session.get_one(Order, ground.order_id).customer_name)
    return names


def _first(name: str) -> str:
    return name.partition(" ")[0]
