"""Sign-ins that end by the clock, and tabs whose state grows."""

from datetime import timedelta

import pytest
from sqlmodel import col, update

from foodapp.accounts import sessions
from foodapp.accounts.models import SignInSession
from foodapp.kit import clock
from foodapp.ui import budgets, keeping, tabs
from foodapp.ui.budgets import Budget
from foodapp.ui.tabs import Tab


async def test_a_sign_in_that_ends_by_the_clock_is_told_once(session, world) -> None:
    sid = world.cookies["cy"].sid
    tab = Tab("127.0.0.1", f"sid={sid}", Budget())
    tabs.link(tab, "a tab of cy's")
    mine = sessions.hashed(sid)
    assert mine not in await keeping.over_by_now()
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == mine)
        .values(expires_at=clock.now() - timedelta(seconds=1))
    )
    session.commit()
    assert mine in await keeping.over_by_now()
    assert mine not in await keeping.over_by_now()
    tabs.leave(tab)


async def test_a_sign_in_that_ended_with_news_of_it_is_not_told_again(session, world) -> None:
    """Or the page that has just come back as a guest's would be closed a second time."""
    sid, mine = world.cookies["cy"].sid, sessions.hashed(world.cookies["cy"].sid)
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == mine)
        .values(revoked_at=clock.now())
    )
    session.commit()
    await keeping.dismissed({"sign_ins": [mine]})
    tab = Tab("127.0.0.1", f"sid={sid}", Budget())
    tabs.link(tab, "cy's, as a guest's")
    assert mine not in await keeping.over_by_now()
    tabs.leave(tab)


async def test_a_sign_in_that_only_lost_a_right_still_ends_by_the_clock(session, world) -> None:
    sid, mine = world.cookies["ana"].sid, sessions.hashed(world.cookies["ana"].sid)
    await keeping.dismissed({"sign_ins": [mine]})
    tab = Tab("127.0.0.1", f"sid={sid}", Budget())
    tabs.link(tab, "ana's, with fewer rights")
    assert mine not in await keeping.over_by_now()
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == mine)
        .values(expires_at=clock.now() - timedelta(seconds=1))
    )
    session.commit()
    assert mine in await keeping.over_by_now()
    tabs.leave(tab)


async def test_a_dismissed_tab_is_silent_and_its_cookie_forgotten(world) -> None:
    who = world.cookies["ana"]
    tab, other = (Tab("127.0.0.1", f"sid={one}", Budget()) for one in (who.sid, "somebody else"))
    tabs.link(tab, "ana's")
    tabs.link(other, "somebody's")
    tabs.dismiss([sessions.hashed(who.sid)])
    tabs.leave(tab)
    assert tab.is_dropped
    assert not other.is_dropped
    assert tabs.of("ana's") is None
    assert "ana's" not in tabs._gone
    tabs.leave(other)
    assert tabs._gone["somebody's"][1] == "sid=somebody else"


async def test_a_tab_that_keeps_too_much_is_thrown_out_and_its_address_counted() -> None:
    budget = Budget()
    tab = Tab("192.0.2.1", "", budget)
    tabs.link(tab, "large")
    small, large = [("large_a", b"x" * 1_000)], [("large_b", b"x" * (tabs.MAX_STORED + 1))]
    assert keeping._weigh("large", small, 3_600) == small
    assert keeping._weigh("large", small, 3_600) == small  # in place of the first
    assert budget.stored == 1_000
    assert keeping._weigh("large", large, 3_600) == []
    assert tab.is_dropped


def test_an_address_whose_tabs_keep_much_opens_no_more() -> None:
    assert Budget().why_no_more_tabs() == ""
    assert Budget(stored=budgets.MAX_STORED).why_no_more_tabs() == "too much kept"


@pytest.mark.parametrize("field", ["open", "new_tabs", "thrown_out"])
def test_each_bound_of_an_address_refuses_the_next_tab(field: str) -> None:
    budget = Budget()
    if field == "open":
        budget.open = 10_000
    else:
        bucket = getattr(budget, field)
        while bucket.spend():
            pass
    assert budget.why_no_more_tabs()


async def test_a_tab_whose_events_fail_again_and_again_is_thrown_out() -> None:
    tab = Tab("192.0.2.1", "", Budget())
    tabs.link(tab, "failing")
    for _ in range(10):
        tabs.failed("failing")
    assert not tab.is_dropped  # a fault of ours is no reason
    tabs.failed("failing")
    assert tab.is_dropped
