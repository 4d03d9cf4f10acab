"""The restaurant's promotions as a screen: made, paused, ended, and what they cost."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM, StaffRole
from foodapp.accounts.models import StaffMember
from foodapp.orders import basket, placing
from foodapp.promotions.models import Kind, Promotion
from foodapp.ui import live
from restaurant.promotions.state import Promotions
from tests.fixtures import offers
from tests.fixtures import world as worlds
from tests.fixtures.screens import Tab

FORM = {
    "name": "Happy hour",
    "percent": "12,5",
    "most": "5",
    "minimum": "15.00",
    "day-0": "on",
    "day-4": True,
    "from": "15:00",
    "until": "17:30",
    "starts": "2030-01-07",
    "ends": "2030-01-31",
    "total": "100",
    "combinable": "on",
}


@pytest.fixture(autouse=True)
def _nothing_is_watched(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)


@pytest.fixture
async def ana(session, world):
    session.commit()
    tab = Tab(world.cookies["ana"]).at("/restaurant/promotions")
    await tab.call(Promotions, "load")
    return tab


def made(session) -> Promotion:
    session.expire_all()
    return session.exec(select(Promotion)).one()


async def test_a_promotion_is_made_from_its_form(session, world, ana):
    await ana.call(Promotions, "start")
    await ana.call(Promotions, "save", form=FORM)

    screen = ana.screen(Promotions)
    assert (screen.form_error, screen.making, screen.error) == ("", False, "")
    row = made(session)
    assert (row.percent_bps, row.most_minor, row.min_basket_minor) == (1250, 500, 1500)
    assert (row.weekdays, row.from_minute, row.until_minute) == ([0, 4], 900, 1050)
    assert row.starts_at.isoformat() == "2030-01-06T23:00:00+00:00"  # midnight in Vaduz
    assert row.ends_at.isoformat() == "2030-01-31T23:00:00+00:00"  # the last day counts
    assert (row.restaurant_id, row.platform_bps, row.limit_total) == (world.nonna, 0, 100)
    (card,) = screen.cards
    assert card.gives == "12.5% off, up to CHF\u00a05.00"
    assert card.conditions == "from CHF\u00a015.00 · Mon, Fri 15:00–17:30"
    assert (card.status, card.uses, card.may_change) == ("waiting", "0 of 100", True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"percent": "1e3"}, "The percentage does not look right"),
        ({"percent": ""}, "The percentage does not look right"),
        ({"percent": "101"}, "The percentage is 1 to 100"),
        ({"percent": "-5"}, "The percentage does not look right"),
        ({"minimum": "NaN"}, "The minimum basket does not look right"),
        ({"from": "25:00"}, "The time does not look right"),
        ({"until": ""}, "both a beginning and an end"),
        ({"ends": "2030-13-01"}, "The day does not look right"),
        ({"ends": "9999-12-31"}, "The day does not look right"),
        ({"ends": "2020-01-01"}, "The last day"),
        ({"total": "0"}, "at least 1"),
        ({"total": "٣"}, "The limit does not look right"),
        ({"total": "9" * 30}, "The limit does not look right"),
        ({"name": " \u202e"}, "The name cannot be empty"),
        ({"code": "?"}, "3 to 24 letters"),
    ],
)
async def test_what_makes_no_sense_is_said_in_the_form(session, ana, wrong, sentence):
    await ana.call(Promotions, "start")
    await ana.call(Promotions, "save", form=FORM | wrong)
    screen = ana.screen(Promotions)
    assert sentence in screen.form_error
    assert screen.making
    assert session.exec(select(Promotion)).all() == []


async def test_an_evening_that_lasts_until_midnight(session, ana):
    await ana.call(Promotions, "start")
    await ana.call(Promotions, "save", form=FORM | {"from": "20:00", "until": "00:00"})
    assert ana.screen(Promotions).form_error == ""
    assert ana.screen(Promotions).cards[0].conditions.endswith("20:00–00:00")


async def test_each_kind_asks_for_its_own(session, world, ana):
    await ana.call(Promotions, "start")
    await ana.call(Promotions, "choose_kind", kind="free_delivery")
    await ana.call(Promotions, "save", form={"name": "Bring it", "percent": "nonsense"})
    assert ana.screen(Promotions).form_error == ""
    assert made(session).kind is Kind.FREE_DELIVERY


async def test_it_is_paused_resumed_and_ended_after_being_asked(session, world, ana):
    row = offers.nonnas(session, world, offers.percent())
    session.commit()
    await ana.call(Promotions, "load")
    screen = ana.screen(Promotions)
    await ana.call(Promotions, "pause", promotion_id=str(row.id))
    assert screen.cards[0].status == "paused"
    await ana.call(Promotions, "resume", promotion_id=str(row.id))
    assert screen.cards[0].status == "active"
    await ana.call(Promotions, "ask_to_end", promotion_id=str(row.id))
    assert (screen.ending, screen.ending_name) == (str(row.id), "Ten off")
    await ana.call(Promotions, "end", promotion_id=str(row.id))
    assert (screen.cards[0].status, screen.cards[0].may_change, screen.ending) == (
        "ended",
        False,
        "",
    )


async def test_somebody_elses_is_not_there_and_the_platforms_cannot_be_changed(session, world):
    theirs = offers.nonnas(session, world, offers.percent())
    shared = offers.ours(session, world, offers.amount(), bps=4000)
    session.commit()
    rob = Tab(world.cookies["rob"]).at("/restaurant/promotions")
    await rob.call(Promotions, "load")
    assert rob.screen(Promotions).cards == []
    await rob.call(Promotions, "end", promotion_id=str(theirs.id))
    assert rob.screen(Promotions).error == "We could not find that promotion."

    ana = Tab(world.cookies["ana"]).at("/restaurant/promotions")
    await ana.call(Promotions, "load")
    card = next(one for one in ana.screen(Promotions).cards if one.id == str(shared.id))
    assert (card.payer, card.may_change) == ("Shared: 40% the platform", False)
    await ana.call(Promotions, "pause", promotion_id=str(shared.id))
    assert ana.screen(Promotions).error == "We could not find that promotion."


async def test_the_kitchen_is_told_that_it_is_not_theirs(session, world):
    member = session.exec(
        select(StaffMember).where(StaffMember.user_id == world.staff.user_id)
    ).one()
    member.role = StaffRole.KITCHEN
    session.commit()
    tab = Tab(world.cookies["ana"]).at("/restaurant/promotions")
    await tab.call(Promotions, "load")
    screen = tab.screen(Promotions)
    assert (screen.error, screen.loaded) == ("Your account cannot do that.", False)


async def test_uses_and_cost_are_those_of_orders_that_stand(session, world, ana):
    offers.nonnas(session, world, offers.percent(2000))
    worlds.fill_basket(session, world)
    seen = basket.priced(session, world.customer).total_minor
    order = placing.place(session, world.customer, idempotency_key="k", seen_total_minor=seen)
    placing.confirm_authorised(session, PLATFORM, order.id)
    session.commit()
    await ana.call(Promotions, "refresh")
    (card,) = ana.screen(Promotions).cards
    assert (card.uses, card.off, card.restaurant_cost) == ("1", "CHF\u00a03.50", "CHF\u00a03.50")
