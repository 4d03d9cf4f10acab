"""The console's map: what stands, where open deliveries go, and who rides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.dispatch import positions
from foodapp.dispatch.models import ACTIVE, WANTED, DeliveryStatus
from foodapp.kit.db import ReadSession
from foodapp.views.console.deliveries import STATUS

MAX = 200  # of a kind
PREFIX = {"restaurant": "r-", "home": "o-", "rider": ""}
_MAP = text(
    """
    (SELECT 'restaurant' AS kind, id, name, NULL AS status, lat, lng
      FROM restaurants WHERE status = 'active' ORDER BY name LIMIT :most)
    UNION ALL
    (SELECT 'home', o.id, o.number, d.status, o.lat, o.lng
      FROM deliveries d JOIN orders o ON o.id = d.order_id
      WHERE d.status = ANY(:open) ORDER BY d.opened_at LIMIT :most)
    UNION ALL
    (SELECT 'rider', r.id, u.name,
        (SELECT min(d.status) FROM deliveries d WHERE d.rider_id = r.id AND d.status = ANY(:busy)),
        NULL, NULL
      FROM shifts s JOIN riders r ON r.id = s.rider_id JOIN users u ON u.id = r.user_id
      WHERE s.ended_at IS NULL AND r.suspended_at IS NULL AND u.disabled_at IS NULL
      ORDER BY s.started_at LIMIT :most)
    """
)


@dataclass(frozen=True)
class MapPoint:
    """As foodapp.ui.map wants it."""

    id: str
    lng: float
    lat: float
    kind: str  # restaurant, rider, home
    label: str


def map_points(session: ReadSession, admin: Admin) -> list[MapPoint]:
    """Restaurants, where open deliveries go, and riders online where they were last seen. What
    moves from then on comes by Live.positions, under the same ids."""
    require(admin, Permission.SEE)
    found = session.execute(
        _MAP, {"most": MAX, "open": [*ACTIVE, *WANTED], "busy": list(ACTIVE)}
    ).all()
    seen = positions.latest(session, [row.id for row in found if row.kind == "rider"])
    places = {ident: at.position for ident, at in seen.items()}
    return list(_points(found, places))


def _points(found: Sequence[Row[Any]], riders: dict[Any, Any]) -> Iterator[MapPoint]:
    for row in found:
        place = riders.get(row.id) if row.kind == "rider" else row
        if place is not None and place.lat is not None and place.lng is not None:
            ident = f"{PREFIX[row.kind]}{row.id}"
            yield MapPoint(ident, place.lng, place.lat, row.kind, _label(row))


def _label(row: Row[Any]) -> str:
    match row.kind:
        case "rider":
            doing = STATUS[DeliveryStatus(row.status)].lower() if row.status else "free"
            return f"{row.name}: {doing}"
        case "home":
            return f"{row.name}: {STATUS[DeliveryStatus(row.status)]}"
        case _:
            return str(row.name)
