"""Who is rung for what cannot wait, in the order that admins have chosen."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from foodapp.accounts import on_call
from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.models import AdminGrant, AuditEntry, User
from foodapp.alerts.events import AlertRaised
from foodapp.alerts.models import Alert, AlertKind
from foodapp.kit import clock
from foodapp.kit.errors import NotAllowed, NotFound
from foodapp.notifications.models import Notification
from foodapp.notifications.news import admins as news
from foodapp.views.console import on_call as view
from tests.fixtures.world import person


@pytest.fixture
def team(session, world):
    """Ada was there first, then Ben, Cleo, and Vic, who may only look."""
    found = {"ada": world.admin.user_id}
    for at, name in enumerate(("ben", "cleo", "vic"), 1):
        user = person(session, name.title())
        role = AdminRole.VIEWER if name == "vic" else AdminRole.OPERATIONS
        came = clock.now() + timedelta(minutes=at)
        session.add(AdminGrant(user_id=user.id, role=role, created_at=came))
        found[name] = user.id
    session.commit()
    return found


def order(session, team):
    names = {ident: name for name, ident in team.items()}
    return [names[one] for one in on_call.ladder(on_call.acting(session))]


def test_where_nobody_is_chosen_all_who_may_act_are_on_call(session, team):
    assert order(session, team) == ["ada", "ben", "cleo"]


def test_the_order_is_the_admins_and_noted(session, world, team):
    on_call.put(session, world.admin, team["cleo"], place=0)
    assert order(session, team) == ["cleo", "ada", "ben"]
    on_call.put(session, world.admin, team["ben"], place=1)
    assert order(session, team) == ["cleo", "ben", "ada"]
    on_call.put(session, world.admin, team["cleo"], place=None)
    assert order(session, team) == ["ben", "ada"]
    on_call.put(session, world.admin, team["cleo"], place=49)
    assert order(session, team) == ["ben", "ada", "cleo"]
    noted = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    assert [(one.action, one.subject_name, one.facts) for one in noted] == [
        ("on_call_changed", "Cleo", {"place": 1}),
        ("on_call_changed", "Ben", {"place": 2}),
        ("on_call_changed", "Cleo", {"place": 0}),
        ("on_call_changed", "Cleo", {"place": 3}),
    ]


def test_somebody_is_always_on_call(session, world, team):
    on_call.put(session, world.admin, team["ada"], place=None)
    on_call.put(session, world.admin, team["ben"], place=None)
    with pytest.raises(on_call.NobodyLeft):
        on_call.put(session, world.admin, team["cleo"], place=None)
    session.get_one(User, team["cleo"]).disabled_at = clock.now()
    session.commit()
    assert order(session, team) == ["ada", "ben"], "the last of them may not act any more"


def test_who_may_only_look_is_not_put_on_call_and_puts_nobody(session, world, team):
    with pytest.raises(NotFound):
        on_call.put(session, world.admin, team["vic"], place=0)
    for role in (AdminRole.VIEWER, AdminRole.SUPPORT):
        with pytest.raises(NotAllowed):
            on_call.put(session, Admin(world.admin.user_id, role), team["ben"], place=0)
    assert not view.ladder(session, Admin(team["vic"], AdminRole.VIEWER)).may_change


def test_an_urgent_alert_rings_in_this_order_and_nobody_else(session, world, team):
    on_call.put(session, world.admin, team["cleo"], place=0)
    on_call.put(session, world.admin, team["ben"], place=None)
    alert = Alert(kind=AlertKind.NO_RIDER, code="no_rider", key="x")
    session.add(alert)
    session.commit()

    news.alert_raised(session, AlertRaised(alert_id=alert.id, kind=alert.kind))
    session.commit()

    rows = session.exec(select(Notification).where(Notification.kind == "alert_urgent")).all()
    by_who = {row.user_id: row.not_before for row in rows}
    assert by_who.keys() == {team["cleo"], team["ada"]}
    assert by_who[team["cleo"]] is None
    assert by_who[team["ada"]] > clock.now() + timedelta(minutes=4)


def test_the_console_shows_who_cannot_be_woken(session, world, team):
    rows = view.ladder(session, world.admin).rows
    assert [(one.name, one.turn, one.can_rise, one.can_fall) for one in rows] == [
        ("Ada", 1, False, True),
        ("Ben", 2, True, True),
        ("Cleo", 3, True, False),
    ]
    assert {(one.reached_by, one.is_woken) for one in rows} == {("By e-mail", False)}
