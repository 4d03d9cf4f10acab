"""Who is told of what, by which channels, how urgently: one table, shown in the console and written
into docs/notifications.md."""

from foodapp.notifications.kind import Kind
from foodapp.notifications.kinds import (
    accounts,
    admins,
    chats,
    customers,
    people,
    restaurants,
    riders,
)

PARTS = (customers, accounts, chats, people, restaurants, riders, admins)
CATALOGUE: dict[str, Kind] = {kind.name: kind for part in PARTS for kind in part.KINDS}


def kind(name: str) -> Kind:
    return CATALOGUE[name]
