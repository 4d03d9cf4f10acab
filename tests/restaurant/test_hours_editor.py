"""The editor of the hours, as a state."""

from datetime import timedelta

from foodapp.kit import clock
from foodapp.restaurants.models import Restaurant
from restaurant.hours.state import HoursEditor


async def test_a_week_is_edited_and_saved(session, world, ana):
    session.get_one(Restaurant, world.nonna).opening_hours = "Mo-Fr 11:00-14:00"
    session.commit()
    await ana.call(HoursEditor, "load")
    await ana.call(HoursEditor, "add_stretch", day=0)
    await ana.call(HoursEditor, "set_time", day=0, nth=1, which="closes", at="01:00")
    await ana.call(HoursEditor, "copy_to_all", day=0)
    await ana.call(HoursEditor, "remove_stretch", day=6, nth=0)
    await ana.call(HoursEditor, "save_week")
    editor = ana.screen(HoursEditor)
    assert (editor.error, editor.changed) == ("", False)
    session.expire_all()
    assert (
        session.get_one(Restaurant, world.nonna).opening_hours
        == "Mo-Sa 11:00-14:00,18:00-01:00; Su 18:00-01:00"
    )


async def test_a_week_that_makes_no_sense_stays_on_the_screen(session, world, ana):
    await ana.call(HoursEditor, "load")
    await ana.call(HoursEditor, "set_time", day=0, nth=0, which="opens", at="soon")
    await ana.call(HoursEditor, "save_week")
    editor = ana.screen(HoursEditor)
    assert editor.error == "Monday needs times such as 11:00 and 22:30."
    assert editor.days[0].stretches[0].opens == "soon"


async def test_hours_a_week_cannot_say_are_text(session, world, ana):
    session.get_one(Restaurant, world.nonna).opening_hours = "Mar-Oct Mo-Su 11:00-22:00"
    session.commit()
    await ana.call(HoursEditor, "load")
    assert ana.screen(HoursEditor).as_text
    await ana.call(HoursEditor, "save_text", form={"text": "Mo-Su 11:00-22:00"})
    assert not ana.screen(HoursEditor).as_text


async def test_special_days_come_and_go(ana):
    await ana.call(HoursEditor, "load")
    day = (clock.now() + timedelta(days=9)).date().isoformat()
    await ana.call(HoursEditor, "add_special", form={"day": day, "opens": "", "closes": ""})
    [card] = ana.screen(HoursEditor).special_days
    assert card.hours == "closed"
    await ana.call(HoursEditor, "remove_special", day=day)
    assert ana.screen(HoursEditor).special_days == []
    await ana.call(HoursEditor, "add_special", form={"day": "soon"})
    assert ana.screen(HoursEditor).error == "Please choose a day."
