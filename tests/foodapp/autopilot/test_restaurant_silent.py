from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.alerts.models import Alert
from foodapp.autopilot import taking_over
from foodapp.autopilot.models import Incident
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.orders import endings, kitchen
from foodapp.orders.ends import End
from foodapp.orders.models import OrderStatus
from foodapp.views.console import alert_words


@pytest.fixture
def prompted(session, placed_order, later, drain_outbox, in_own):
    later(minutes=3, seconds=5)
    assert in_own(endings.prompt_silent) == 1
    drain_outbox()
    session.expire_all()
    return placed_order


def test_after_the_screen_comes_a_call_and_then_the_end(
    session, prompted, later, advance, steps, in_own, drain_outbox
):
    advance()
    assert steps(prompted) == []
    later(minutes=3)
    advance()
    advance()
    assert steps(prompted) == ["called"]
    assert "Please call" in alert_words.said(session.exec(select(Alert)).one())

    later(minutes=5)
    assert in_own(endings.expire_unanswered) == 1
    drain_outbox()
    session.expire_all()

    assert prompted.end is End.EXPIRED
    assert session.exec(select(Incident)).one().closed_at is not None


def test_an_answer_ends_the_plan(session, world, prompted, later, advance, steps, in_own):
    in_own(kitchen.accept, world.staff, prompted.id, prep_minutes=20)
    later(minutes=4)
    advance()

    assert steps(prompted) == []
    assert session.exec(select(Incident)).one().closed_at is not None


def test_what_an_admin_steers_does_not_end_by_itself_until_it_is_handed_back(
    session, world, prompted, later, advance, steps, in_own, told
):
    in_own(taking_over.take_over, world.admin, prompted.id, reason="On the phone with them")
    later(minutes=20)
    advance()
    assert in_own(endings.expire_unanswered) == 0
    assert steps(prompted) == []

    in_own(taking_over.hand_back, world.admin, prompted.id)
    session.expire_all()
    assert in_own(endings.expire_unanswered) == 0, "there is time again"
    later(minutes=3, seconds=1)
    advance()
    assert steps(prompted) == ["called"]
    later(minutes=7)
    assert in_own(endings.expire_unanswered) == 1
    assert told(prompted, "autopilot_taken_over") == [{"reason": "On the phone with them"}]
    assert len(told(prompted, "autopilot_handed_back")) == 1


def test_taking_over_needs_a_reason_a_running_order_and_the_right_to(
    session, world, prompted, in_own
):
    looker = Admin(world.admin.user_id, AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        in_own(taking_over.take_over, looker, prompted.id, reason="Curious")
    with pytest.raises(DomainError, match="reason"):
        in_own(taking_over.take_over, world.admin, prompted.id, reason="  ")
    with pytest.raises(DomainError, match="already"):
        in_own(taking_over.hand_back, world.admin, prompted.id)
    in_own(taking_over.take_over, world.admin, prompted.id, reason="Mine")
    with pytest.raises(DomainError, match="already"):
        in_own(taking_over.take_over, world.admin, prompted.id, reason="Mine, too")
    in_own(kitchen.reject, world.staff, prompted.id, reason="closing")
    in_own(taking_over.hand_back, world.admin, prompted.id)
    session.expire_all()
    assert prompted.status is OrderStatus.REJECTED
    assert prompted.answer_by - prompted.placed_at < timedelta(minutes=11)
    with pytest.raises(DomainError, match="has ended"):
        in_own(taking_over.take_over, world.admin, prompted.id, reason="Late")
