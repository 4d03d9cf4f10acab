"""A restaurant and a rider apply: what they write is kept, checked, sent, and theirs alone."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import people
from foodapp.applications import applying, forgetting
from foodapp.applications.applying import NotComplete
from foodapp.applications.events import ApplicationSent
from foodapp.applications.models import (
    Application,
    ApplicationDocument,
    ApplicationStatus,
    IllegalApplicationMove,
)
from foodapp.kit import clock, outbox
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.private_files import PrivateFile
from foodapp.restaurants.hours_text import NotHours
from tests.fixtures.applying import EATERY, RIDER, adds, applies, fills_in
from tests.fixtures.world import VADUZ


def test_a_draft_is_kept_at_every_step_and_gone_on_with_later(session, world):
    applying.begin(session, world.customer, EATERY)
    applying.save(session, world.customer, EATERY, step="place", typed={"name": " Blu\u202e "})
    again = applying.begin(session, world.customer, EATERY)
    assert again.answers == {"name": "Blu"}
    assert again.status is ApplicationStatus.DRAFT


def test_what_is_sent_is_whole_and_tidy(session, world):
    row = applies(session, world.customer)
    assert row.status is ApplicationStatus.SENT
    assert row.answers["phone"] == "+4232321099"
    assert row.answers["website"] == "https://blu.example.org"
    [event] = outbox.recorded(session, ApplicationSent)
    assert (event.application_id, event.nth) == (row.id, 1)


def test_what_is_missing_is_named(session, world):
    applying.begin(session, world.customer, EATERY)
    with pytest.raises(NotComplete) as refused:
        applying.send(session, world.customer, EATERY)
    said = str(refused.value)
    assert "Name of the restaurant" in said
    assert "Trade licence" in said
    assert "Website" not in said


def test_a_rider_with_an_engine_needs_its_papers_too(session, world):
    fills_in(session, world.customer, RIDER)
    applying.save(session, world.customer, RIDER, step="you", typed={"vehicle": "scooter"})
    with pytest.raises(NotComplete, match="Driving licence and Insurance"):
        applying.send(session, world.customer, RIDER)
    adds(session, world.customer, RIDER, "licence")
    adds(session, world.customer, RIDER, "insurance")
    assert applying.send(session, world.customer, RIDER).status is ApplicationStatus.SENT


@pytest.mark.parametrize(
    ("step", "typed", "refusal"),
    [
        ("food", {"phone": "call me"}, people.NotAPhone),
        ("food", {"hours": "whenever"}, NotHours),
        ("food", {"website": "javascript:alert(1)"}, DomainError),
        ("food", {"cuisines": ["no such food"]}, DomainError),
        ("place", {"name": "x" * 121}, DomainError),
    ],
)
def test_a_wrong_answer_is_refused_and_nothing_of_the_step_is_kept(
    session, world, step, typed, refusal
):
    applying.begin(session, world.customer, EATERY)
    applying.stand(session, world.customer, EATERY, VADUZ)
    with pytest.raises(refusal):
        applying.save(session, world.customer, EATERY, step=step, typed=typed)
    assert applying.mine(session, world.customer, EATERY).answers == {}


def test_what_is_no_question_of_the_step_is_not_stored(session, world):
    applying.begin(session, world.customer, EATERY)
    applying.save(
        session, world.customer, EATERY, step="place",
        typed={"name": "Blu", "status": "approved", "trade_licence": "x", "phone": "1"},
    )  # fmt: skip
    assert applying.mine(session, world.customer, EATERY).answers == {"name": "Blu"}


def test_once_sent_nothing_changes_until_it_is_taken_back_or_asked_again(session, world):
    row = applies(session, world.customer)
    for refused in (
        lambda: applying.save(session, world.customer, EATERY, step="place", typed={"name": "B"}),
        lambda: applying.send(session, world.customer, EATERY),
        lambda: adds(session, world.customer, EATERY, "hygiene"),
    ):
        with pytest.raises(IllegalApplicationMove):
            refused()
    applying.withdraw(session, world.customer, EATERY)
    assert row.status is ApplicationStatus.WITHDRAWN
    assert session.exec(select(PrivateFile)).all() == []


def test_an_application_is_its_applicants_alone(session, world):
    applies(session, world.customer)
    [document] = session.exec(select(ApplicationDocument)).all()
    assert applying.mine(session, world.stranger, EATERY) is None
    with pytest.raises(NotFound):
        applying.own_document(session, world.stranger, document.id)
    applying.begin(session, world.stranger, EATERY)
    with pytest.raises(NotFound):
        applying.remove_document(session, world.stranger, EATERY, document.id)
    assert applying.own_document(session, world.customer, document.id) == document.file_id


def test_papers_are_so_many_and_can_be_taken_out_again(session, world):
    fills_in(session, world.customer)
    for _ in range(applying.MAX_DOCUMENTS - 1):
        document = adds(session, world.customer, EATERY, "trade_licence")
    with pytest.raises(DomainError, match="enough"):
        adds(session, world.customer, EATERY, "trade_licence")
    applying.remove_document(session, world.customer, EATERY, document.id)
    assert len(session.exec(select(PrivateFile)).all()) == applying.MAX_DOCUMENTS - 1
    with pytest.raises(NotFound):
        adds(session, world.customer, EATERY, "name")


def test_drafts_that_nobody_goes_on_with_are_forgotten(session, world, monkeypatch):
    fills_in(session, world.customer)
    applies(session, world.stranger)  # waits for an admin: stays
    later = clock.now() + timedelta(days=91)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert forgetting.forget(session) == 1
    assert forgetting.forget(session) == 0
    [left] = session.exec(select(Application)).all()
    assert left.user_id == world.stranger.user_id
    assert len(session.exec(select(PrivateFile)).all()) == 1
