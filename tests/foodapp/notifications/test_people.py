"""Invitations and the steps of an application reach people by mail; the link in it opens a door of
its own."""

import re

import pytest

from foodapp.accounts import accepting, invitations, sessions
from foodapp.accounts.actors import Cookies, StaffRole
from foodapp.applications import applying, deciding
from tests.fixtures.applying import EATERY, applies
from tests.foodapp.accounts.test_invitations import token_of


def link_in(mail) -> str:
    text = mail.get_body(("plain",)).get_content()
    return re.search(r"https?://\S+accept-invitation\?token=([\w-]+)", text)[1]


def accept(session, token):
    return accepting.accept(
        session, Cookies(), token=token, persona="restaurant", password="a-kettle-of-fish",
        name="Carla", address="192.0.2.1",
    )  # fmt: skip


def test_an_invited_cook_gets_a_mail_and_its_link_opens_the_kitchen(
    session, world, post, send_notifications
):
    link = invitations.invite_colleague(
        session, world.staff, email="cook@example.org", role=StaffRole.KITCHEN
    )
    session.commit()
    send_notifications()
    [mail] = post.to("cook@example.org")
    assert "Nonna" in mail["subject"]
    assert "Ana" in mail.get_body(("plain",)).get_content()
    mailed = link_in(mail)
    assert mailed != token_of(link)  # nothing that was mailed is shown, nor the other way round
    done = accept(session, mailed)
    assert sessions.restaurant_staff(session, Cookies(sid=done.token)).role is StaffRole.KITCHEN
    with pytest.raises(accepting.NoInvitation):
        accept(session, token_of(link))  # one invitation, accepted once


def test_a_withdrawn_invitation_is_not_mailed(session, world, post, send_notifications):
    link = invitations.invite_colleague(
        session, world.staff, email="cook@example.org", role=StaffRole.KITCHEN
    )
    invitations.withdraw_in_team(session, world.staff, link.id)
    session.commit()
    send_notifications()
    assert post.to("cook@example.org") == []


def test_an_applicant_hears_of_each_step_once(session, world, post, send_notifications):
    row = applies(session, world.customer)
    session.commit()
    send_notifications()
    deciding.ask_again(session, world.admin, row.id, wrong={"name": "Too long."})
    session.commit()
    send_notifications()
    send_notifications()
    applying.send(session, world.customer, EATERY)
    deciding.approve(session, world.admin, row.id)
    session.commit()
    send_notifications()
    subjects = [mail["subject"] for mail in post.to("cy@example.org")]
    assert subjects == [
        "We have your application",
        "We ask again about your application",
        "We have your application",
        "Welcome! Your application is approved",
    ]
