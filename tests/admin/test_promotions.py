"""The console's promotions: all of them, at whoever's cost, every act with its reason."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM, AdminRole
from foodapp.accounts.models import AdminGrant, AuditEntry
from foodapp.kit.settings import settings
from foodapp.orders import basket, placing
from foodapp.promotions.models import Promotion
from foodapp.restaurants.models import Restaurant
from foodapp.ui import live
from tests.fixtures import offers
from tests.fixtures import world as worlds
from tests.fixtures.screens import Tab
from tests.fixtures.world import person

from admin.promotions.state import Promotions  # isort: skip

FORM = {"name": "Welcome", "code": "welcome-5", "amount": "5", "first": "on"}


@pytest.fixture(autouse=True)
def _nothing_is_watched(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)


@pytest.fixture
async def ada(session, world):
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin/promotions")
    await tab.call(Promotions, "load")
    return tab


async def test_a_welcome_for_everybody_is_made_and_stands_in_the_audit_log(session, world, ada):
    await ada.call(Promotions, "start")
    await ada.call(Promotions, "choose_kind", kind="amount")
    await ada.call(Promotions, "save", form=FORM)

    assert ada.screen(Promotions).form_error == ""
    row = session.exec(select(Promotion)).one()
    assert (row.code, row.amount_minor, row.currency) == ("WELCOME5", 500, settings().currency)
    assert (row.restaurant_id, row.platform_bps, row.limit_per_customer) == (None, 10_000, 1)
    assert not row.combinable  # the box was not ticked
    (card,) = ada.screen(Promotions).rows
    assert (card.place, card.payer) == ("Everywhere", "The platform")
    said = session.exec(select(AuditEntry).where(AuditEntry.subject_id == row.id)).one()
    assert (said.action, said.subject_name) == ("promotion_made", "Welcome")


async def test_one_restaurants_offer_is_shared_in_its_own_currency(session, world, ada):
    await ada.call(Promotions, "start")
    await ada.call(Promotions, "choose_place", place=str(world.nonna))
    assert ada.screen(Promotions).currency == "CHF"
    form = {"name": "Half each", "percent": "10", "share": "33.33", "combinable": "on"}
    await ada.call(Promotions, "save", form=form)
    row = session.exec(select(Promotion)).one()
    assert (row.restaurant_id, row.platform_bps, row.currency) == (world.nonna, 3333, "CHF")
    assert ada.screen(Promotions).rows[0].payer == "Shared: 33.33% the platform"


@pytest.mark.parametrize(
    ("place", "form", "sentence"),
    [
        (True, {"share": "101"}, "0 to 100 percent"),
        (True, {"share": ""}, "The platform's share does not look right"),
        (False, {"percent": "0"}, "1 to 100"),
        (False, {"percent": "10", "name": ""}, "The name"),
    ],
)
async def test_what_makes_no_sense_is_said_in_the_form(session, world, ada, place, form, sentence):
    await ada.call(Promotions, "start")
    if place:
        await ada.call(Promotions, "choose_place", place=str(world.nonna))
    await ada.call(Promotions, "save", form={"name": "Ten", "percent": "10"} | form)
    assert sentence in ada.screen(Promotions).form_error
    assert session.exec(select(Promotion)).all() == []


async def test_a_place_that_is_not_in_the_list_is_everywhere(session, world, ada):
    await ada.call(Promotions, "start")
    await ada.call(Promotions, "choose_place", place="not-an-id")
    assert ada.screen(Promotions).place == ""


@pytest.mark.parametrize("act", ["pause", "end"])
async def test_an_act_asks_for_its_reason(session, world, ada, act):
    row = offers.nonnas(session, world, offers.percent())
    session.commit()
    await ada.call(Promotions, "ask", kind=act, subject=str(row.id))
    await ada.call(Promotions, "confirm", form={"reason": " "})
    assert "reason" in ada.screen(Promotions).asked.error.lower()
    await ada.call(Promotions, "confirm", form={"reason": "They asked us to"})
    assert ada.screen(Promotions).asked.kind == ""
    assert ada.screen(Promotions).rows[0].status == {"pause": "paused", "end": "ended"}[act]
    said = session.exec(select(AuditEntry).where(AuditEntry.subject_id == row.id)).one()
    assert said.reason == "They asked us to"


async def test_who_only_looks_sees_all_and_changes_nothing(session, world):
    row = offers.ours(session, world, offers.percent())
    viewer = person(session, "Vic")
    session.add(AdminGrant(user_id=viewer.id, role=AdminRole.VIEWER))
    session.flush()
    from foodapp.accounts import sessions
    from foodapp.accounts.actors import Cookies

    tab = Tab(Cookies(sid=sessions.open_for(session, viewer), visitor="v"))
    session.commit()
    tab.at("/admin/promotions")
    await tab.call(Promotions, "load")
    (card,) = tab.screen(Promotions).rows
    assert (card.id, card.may_change) == (str(row.id), False)
    await tab.call(Promotions, "ask", kind="end", subject=str(row.id))
    await tab.call(Promotions, "confirm", form={"reason": "Because"})
    assert tab.screen(Promotions).asked.error == "Your account cannot do that."


async def test_the_list_is_narrowed_by_state_and_found_by_code_name_and_restaurant(
    session, world, ada
):
    offers.nonnas(session, world, offers.percent(code="PIZZA"))
    from foodapp.promotions import making

    ended = offers.ours(session, world, offers.amount(name="Autumn feast"), at=world.rival)
    making.end(session, world.admin, ended.id, reason="Over")
    session.commit()
    for query, names in (
        ("?which=active", ["Ten off"]),
        ("?which=ended", ["Autumn feast"]),
        ("?search=piz-za", ["Ten off"]),
        ("?search=fea", ["Autumn feast"]),
        ("?search=rival", ["Autumn feast"]),
        ("?search=nobody", []),
        ("?which=paused", []),
    ):
        ada.at("/admin/promotions" + query)
        await ada.call(Promotions, "load")
        assert [one.name for one in ada.screen(Promotions).rows] == names, query


async def test_uses_and_both_costs_are_shown(session, world, ada):
    offers.ours(session, world, offers.percent(2000), bps=2500)
    worlds.fill_basket(session, world)
    seen = basket.priced(session, world.customer).total_minor
    order = placing.place(session, world.customer, idempotency_key="k", seen_total_minor=seen)
    placing.confirm_authorised(session, PLATFORM, order.id)
    session.commit()
    await ada.call(Promotions, "load")
    (card,) = ada.screen(Promotions).rows
    assert (card.uses, card.platform_cost, card.restaurant_cost) == (
        "1",
        "CHF\u00a00.88",
        "CHF\u00a02.62",
    )
    assert session.get_one(Restaurant, world.nonna).currency == "CHF"
