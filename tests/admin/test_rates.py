"""The console's rates: what is set, since when, by whom; set by those who may."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import AdminRole
from foodapp.accounts.models import AdminGrant, AuditEntry
from foodapp.restaurants.rates import Rate
from tests.fixtures.screens import Tab
from tests.fixtures.world import person

from admin.rates.state import Rates  # isort: skip

FORM = {"kind": "tax_food", "place": "", "percent": "8.875", "begins": "", "reason": "New law"}


@pytest.fixture
async def ada(session, world):
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin/rates")
    await tab.call(Rates, "load")
    await tab.call(Rates, "start")
    return tab


async def test_a_rate_is_set_for_a_restaurant_and_stands_in_the_history(session, world, ada):
    assert ("LI", "Liechtenstein") in ada.screen(Rates).places
    await ada.call(Rates, "save", form=FORM | {"place": str(world.nonna)})

    assert ada.screen(Rates).refused == ""
    row = session.exec(select(Rate)).one()
    assert (row.restaurant_id, row.millionths) == (world.nonna, 88_750)
    [line] = ada.screen(Rates).rows
    assert (line.kind, line.place, line.rate) == ("Tax on food", "Nonna", "8.875%")
    assert (line.state, line.by) == ("in force", "Ada")
    said = session.exec(select(AuditEntry).where(AuditEntry.subject_id == row.id)).one()
    assert said.action == "rate_set"


async def test_a_country_is_chosen_and_a_later_day(session, world, ada):
    await ada.call(Rates, "save", form=FORM | {"place": "LI", "begins": "2999-01-01"})
    assert ada.screen(Rates).refused == "A rate begins now or within two years."
    await ada.call(Rates, "save", form=FORM | {"place": "LI"})
    assert session.exec(select(Rate)).one().country == "LI"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"percent": "8.87555"}, "at most four decimals"),
        ({"percent": ""}, "at most four decimals"),
        ({"kind": "tips"}, "rate"),
        ({"begins": "tomorrow"}, "day"),
        ({"reason": ""}, "reason"),
        ({"place": "DEX"}, "restaurant"),
    ],
)
async def test_what_is_wrong_is_said_in_the_form(session, world, ada, wrong, says):
    await ada.call(Rates, "save", form=FORM | wrong)
    assert says in ada.screen(Rates).refused
    assert ada.screen(Rates).setting
    assert session.exec(select(Rate)).first() is None


async def test_who_may_only_look_sets_nothing(session, world):
    viewer = person(session, "Vera")
    session.add(AdminGrant(user_id=viewer.id, role=AdminRole.OPERATIONS))
    from foodapp.accounts import sessions
    from foodapp.accounts.actors import Cookies

    cookies = Cookies(sid=sessions.open_for(session, viewer), visitor="v-vera")
    session.commit()
    tab = Tab(cookies).at("/admin/rates")
    await tab.call(Rates, "load")
    assert not tab.screen(Rates).may_set
    await tab.call(Rates, "save", form=FORM)
    assert session.exec(select(Rate)).first() is None
