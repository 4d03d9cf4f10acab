"""The platform now, as the console's first page shows it."""

from dataclasses import dataclass

from foodapp.accounts.actors import Admin
from foodapp.kit.db import ReadSession
from foodapp.views.console.figures import Glance, glance
from foodapp.views.console.map_points import MapPoint, map_points
from foodapp.views.console.needs import Needs, needs
from foodapp.views.console.order import Happened, feed


@dataclass(frozen=True)
class OverviewPage:
    glance: Glance
    needs: Needs
    feed: list[Happened]
    points: list[MapPoint]


def overview(session: ReadSession, admin: Admin) -> OverviewPage:
    return OverviewPage(
        glance(session, admin), needs(session, admin), feed(session, admin),
        map_points(session, admin),
    )  # fmt: skip
