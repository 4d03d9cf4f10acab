"""The town's doors and streets as the address entry knows them: a town that is invented is in no
extract of a map."""

from collections.abc import Iterable

from foodapp.demo.town.bulk import Row
from foodapp.restaurants.cuisines import plain

ID = "town/"  # begins the id of every place made here


def known_places(rows: Iterable[Row]) -> list[Row]:
    """From rows with street, postcode, city and position: every door once, and every street at its
    first door."""
    places: dict[str, Row] = {}
    for row in rows:
        street, _, number = row["street"].rpartition(" ")
        for kind, house_number in (("street", ""), ("address", number)):
            ident = f"{ID}{row['city']}/{street}/{house_number}".rstrip("/")
            places.setdefault(ident, _place(ident, kind, street, house_number, row))
    return list(places.values())


def _place(ident: str, kind: str, street: str, house_number: str, row: Row) -> Row:
    words = f"{street} {house_number} {row['postcode']} {row['city']}"
    return {
        "id": ident,
        "kind": kind,
        "street": street,
        "house_number": house_number,
        "postcode": row["postcode"],
        "city": row["city"],
        "lat": row["lat"],
        "lng": row["lng"],
        "search": plain(words),
    }
