from datetime import timedelta

import pytest

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.alerts import alerts
from foodapp.kit.errors import NotAllowed
from foodapp.orders import endings, kitchen
from foodapp.views.console import alert_words


def test_an_expired_order_alerts_the_admins_once(session, world, placed_order, drain_outbox):
    placed_order.answer_by -= timedelta(minutes=11)
    session.commit()
    endings.expire_unanswered(session)
    session.commit()

    drain_outbox()
    drain_outbox()

    [alert] = alert_words.unseen(session, world.admin)
    assert placed_order.number in alert.text
    assert "never answered" in alert.text


def test_a_seen_alert_is_gone_and_a_viewer_cannot_close_it(
    session, world, placed_order, drain_outbox
):
    placed_order.answer_by -= timedelta(minutes=4)
    session.commit()
    endings.prompt_silent(session)
    session.commit()
    drain_outbox()
    [alert] = alert_words.unseen(session, world.admin)

    viewer = Admin(world.admin.user_id, AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        alerts.mark_seen(session, viewer, alert.id)
    alerts.mark_seen(session, world.admin, alert.id)

    assert alert_words.unseen(session, world.admin) == []


def test_nobody_is_asked_to_telephone_for_an_order_that_was_answered(
    session, world, placed_order, drain_outbox
):
    placed_order.answer_by -= timedelta(minutes=4)
    session.commit()
    endings.prompt_silent(session)
    session.commit()
    drain_outbox()
    assert len(alert_words.unseen(session, world.admin)) == 1

    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=15)
    session.commit()

    assert alert_words.unseen(session, world.admin) == []
