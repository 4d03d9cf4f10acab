"""The operator's switch for every made picture."""

from dataclasses import replace

import pytest
from sqlmodel import select

from foodapp.accounts.actors import AdminRole
from foodapp.accounts.models import AuditEntry
from foodapp.kit.errors import NotAllowed
from foodapp.pictures import switch


def actions(session):
    found = select(AuditEntry.action).where(AuditEntry.subject == "pictures")
    return session.exec(found.order_by(AuditEntry.id)).all()


def test_an_admin_switches_them_off_and_on_and_it_is_written_down(session, world):
    switch.turn(session, world.admin, is_on=True)  # they are
    switch.turn(session, world.admin, is_on=False)
    assert not switch.read(session)
    switch.turn(session, world.admin, is_on=False)
    switch.turn(session, world.admin, is_on=True)
    assert switch.read(session)
    assert actions(session) == ["pictures_hidden", "pictures_shown"]


def test_only_who_may_set_the_platform_switches_them(session, world):
    for role in (AdminRole.SUPPORT, AdminRole.OPERATIONS):
        with pytest.raises(NotAllowed):
            switch.turn(session, replace(world.admin, role=role), is_on=False)
    assert actions(session) == []


def test_a_switch_is_seen_at_once_in_its_own_process(session, world):
    assert switch.is_on(session)
    switch.turn(session, world.admin, is_on=False)
    session.commit()
    switch.forget()  # what the commit of a request does
    assert not switch.is_on(session)
