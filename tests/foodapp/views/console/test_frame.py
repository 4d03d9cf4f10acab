"""What frames the console's pages: the role's rights and nobody else's, and how much waits."""

from dataclasses import replace

import pytest

from foodapp.accounts.actors import AdminRole, Permission
from foodapp.alerts.models import Alert, AlertKind
from foodapp.kit import db
from foodapp.views.console.frame import frame


@pytest.mark.parametrize("role", AdminRole)
def test_the_rail_offers_what_the_role_may(session, world, role):
    admin = replace(world.admin, role=role)
    found = frame(session, admin)
    assert found.may == {one for one in Permission if admin.may(one)}
    assert (found.name, found.role) == ("Ada", role)


def test_alerts_that_nobody_has_seen_are_counted_by_a_look(session, world):
    session.add_all(Alert(kind=AlertKind.CONSOLE_ROLE) for _ in range(3))
    session.commit()
    with db.reading() as looking:
        assert frame(looking, world.admin).waiting == 3
