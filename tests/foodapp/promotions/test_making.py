from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole, RestaurantStaff, StaffRole
from foodapp.accounts.models import AuditEntry
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.promotions import codes, making
from foodapp.promotions.models import Status
from tests.fixtures import offers


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" welcome-5 ", "WELCOME5"),
        ("ＴＥＮ", "TEN"),
        ("a b c", "ABC"),
        ("ab", ""),
        ("x" * 25, ""),
        ("TEN\0", ""),
        ("\ud800TEN", ""),
        ("a'; DROP", ""),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, code):
    assert codes.normalised(typed) == code


def test_a_restaurant_offers_at_its_own_cost(session, world):
    row = offers.nonnas(session, world, offers.percent(code="pizza-10"))
    assert (row.restaurant_id, row.platform_bps, row.code) == (world.nonna, 0, "PIZZA10")
    assert row.currency == "CHF"


def test_the_kitchen_offers_nothing_and_a_viewer_neither(session, world):
    cook = RestaurantStaff(world.staff.user_id, world.nonna, StaffRole.KITCHEN)
    with pytest.raises(NotAllowed):
        making.offer(session, cook, offers.percent())
    viewer = Admin(world.admin.user_id, AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        making.offer_for_platform(session, viewer, offers.percent())


def test_somebody_elses_promotion_is_not_there_nor_is_one_that_the_platform_pays(session, world):
    theirs = offers.nonnas(session, world, offers.percent())
    shared = offers.ours(session, world, offers.amount(), bps=5000)
    for maker, row in ((world.rival_staff, theirs), (world.staff, shared)):
        with pytest.raises(NotFound):
            making.end(session, maker, row.id)


def test_it_is_paused_resumed_and_ended_and_every_act_of_an_admin_is_in_the_audit_log(
    session, world
):
    row = offers.ours(session, world, offers.percent(code="TEN"))
    making.pause(session, world.admin, row.id, reason="Too dear")
    assert row.status_at(clock.now()) is Status.PAUSED
    making.resume(session, world.admin, row.id, reason="All good")
    assert row.status_at(clock.now()) is Status.ACTIVE
    making.end(session, world.admin, row.id, reason="Over")
    with pytest.raises(DomainError, match="has ended"):
        making.resume(session, world.admin, row.id, reason="Again")
    session.flush()
    acts = session.exec(select(AuditEntry.action).where(AuditEntry.subject_id == row.id)).all()
    assert acts == ["promotion_made", "promotion_paused", "promotion_resumed", "promotion_ended"]


def test_an_admin_says_why(session, world):
    row = offers.ours(session, world, offers.percent())
    with pytest.raises(DomainError, match="reason"):
        making.end(session, world.admin, row.id)


def test_a_code_is_one_promotions_at_a_time(session, world):
    first = offers.nonnas(session, world, offers.percent(code="TEN"))
    with pytest.raises(DomainError, match="in use already"):
        offers.nonnas(session, world, offers.amount(code="t e n"))
    making.end(session, world.staff, first.id)
    assert offers.nonnas(session, world, offers.amount(code="TEN")).id != first.id


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (offers.percent(0), "percentage"),
        (offers.percent(10_001), "percentage"),
        (offers.amount(0), "out of range"),
        (offers.amount(-1), "out of range"),
        (offers.amount(2**63), "out of range"),
        (offers.percent(most_minor=0), "most to take off"),
        (offers.percent(min_basket_minor=-1), "minimum basket"),
        (offers.percent(code="a!"), "3 to 24"),
        (offers.percent(name=" "), "name"),
        (offers.percent(name="x" * 41), "40"),
        (offers.percent(weekdays=[7]), "days of the week"),
        (offers.percent(from_minute=60), "both a beginning and an end"),
        (offers.percent(from_minute=60, until_minute=60), "another time"),
        (offers.percent(limit_total=0), "at least 1"),
        (offers.percent(limit_per_day=2**31), "at least 1"),
    ],
)
def test_terms_that_make_no_sense_are_refused_in_a_sentence(session, world, terms, sentence):
    with pytest.raises(DomainError, match=sentence):
        making.offer(session, world.staff, terms)


def test_one_that_is_over_before_it_begins_is_refused(session, world):
    past = clock.now() - timedelta(minutes=1)
    with pytest.raises(DomainError, match="last day"):
        making.offer(session, world.staff, offers.percent(ends_at=past))


def test_what_is_offered_everywhere_is_the_platforms_to_pay(session, world):
    with pytest.raises(DomainError, match="Choose a restaurant"):
        making.offer_for_platform(session, world.admin, offers.percent(), platform_bps=5000)


def test_a_first_order_is_one_order(session, world):
    row = offers.nonnas(session, world, replace(offers.percent(), first_order=True))
    assert row.limit_per_customer == 1


@pytest.mark.parametrize(
    "broken",
    [
        "percent_bps = 0",
        "amount_minor = 100",
        "most_minor = -1",
        "code = ''",
        "from_minute = 5",
        "ends_at = starts_at",
        "platform_bps = 10001",
        "limit_total = 0",
        "first_order = true, limit_per_customer = NULL",
        "restaurant_id = NULL",
    ],
)
def test_the_database_keeps_a_promotion_sane(session, world, broken):
    row = offers.nonnas(session, world, offers.percent())
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(
            text(f"UPDATE promotions SET {broken} WHERE id = :id"),  # noqa: S608
            {"id": row.id},
        )


@pytest.mark.parametrize(
    ("made", "typed"),
    [
        ("İNDİRİM10", "indirim10"),
        ("İNDİRİM10", "İndirim10"),
        ("İNDİRİM10", "indırım10"),  # a Turkish keyboard's dotless i
        ("İNDİRİM10", "I\u0307NDI\u0307RI\u0307M10"),  # the dots by themselves
        ("indirim10", "INDIRIM10"),
        ("СКИДКА10", " скидка 10 "),
        ("ΚΑΛΟΚΑΙΡΙΑΣ", "καλοκαιριας"),  # a sigma at the end
        ("STRASSE", "Straße"),
        ("GROẞ5", "gross-5"),
        ("TEN", "\uff34\uff25\uff2e"),
        ("TEN10", "te\u200bn\u00ad1\ufeff0"),
        ("CAFÉ5", "cafe\u0301 5"),
        ("割引10", "割引10"),
        ("خصم10", "خصم١٠"),
        ("छूट१०", "छूट10"),
        ("SUMMER–24", "summer—24"),
    ],
)
def test_a_code_is_compared_as_people_mean_it(session, world, made, typed):
    row = offers.nonnas(session, world, offers.percent(code=made))
    assert codes.normalised(typed)
    assert codes.key(codes.normalised(typed)) == row.code_key
    with pytest.raises(DomainError, match="in use already"):
        making.offer(session, world.staff, offers.percent(code=typed))


@pytest.mark.parametrize(
    "typed", ["TEN☃", "💸💸💸", "a/b/c", "\u0301\u0301\u0301", "10%", "\u200b" * 5]
)
def test_signs_that_are_no_letters_make_no_code(typed):
    assert codes.normalised(typed) == ""


def test_codes_of_two_scripts_that_only_look_alike_differ(session, world):
    latin, cyrillic = "COCA10", "СОСА10"
    assert codes.key(codes.normalised(latin)) != codes.key(codes.normalised(cyrillic))
