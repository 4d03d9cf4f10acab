"""The editor of where and for how much a restaurant delivers, as a state."""

import pytest
from sqlmodel import select

from foodapp.kit.errors import DomainError
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant
from restaurant.delivery.state import DeliveryEditor, metres, shown_km


async def test_delivery_is_saved_as_typed(session, world, ana):
    await ana.call(DeliveryEditor, "load")
    editor = ana.screen(DeliveryEditor)
    assert (editor.radius_km, editor.min_order) == ("4", "10.00")
    form = {"delivers": "on", "radius": "2,5", "minimum": "15"}
    form |= {"km-0": "3", "fee-0": "4.50", "km-7": "1.5", "fee-7": "2"}
    await ana.call(DeliveryEditor, "save", form=form)
    assert editor.error == ""
    session.expire_all()
    row = session.get_one(Restaurant, world.nonna)
    assert (row.radius_m, row.min_order_minor, row.offers_pickup) == (2500, 1500, False)
    bands = session.exec(
        select(DeliveryFeeBand.up_to_m, DeliveryFeeBand.fee_minor)
        .where(DeliveryFeeBand.restaurant_id == world.nonna)
        .order_by(DeliveryFeeBand.up_to_m)
    ).all()
    assert bands == [(1500, 200), (3000, 450)]


@pytest.mark.parametrize("km", ["", "-1", "1.2345", "far", "99999", "1e3", "٣"])
def test_distances_are_typed_in_figures(km):
    if km == "":
        with pytest.raises(DomainError):
            metres(km)
        return
    with pytest.raises(DomainError):
        metres(km)


@pytest.mark.parametrize(("km", "m"), [("2.5", 2500), ("2,5", 2500), ("0.25", 250), ("12", 12000)])
def test_kilometres_there_and_back(km, m):
    assert metres(km) == m
    assert shown_km(m) == km.replace(",", ".")


AROUND = [(9.50, 47.13), (9.54, 47.13), (9.54, 47.15), (9.50, 47.15)]


async def drawn(ana, corners):
    await ana.call(DeliveryEditor, "load")
    await ana.call(DeliveryEditor, "choose_shape", shape="area")
    for lng, lat in corners:
        await ana.call(DeliveryEditor, "add_corner", lng=lng, lat=lat)
    return ana.screen(DeliveryEditor)


async def test_an_area_is_drawn_corner_by_corner_and_saved(session, world, ana):
    editor = await drawn(ana, AROUND)
    await ana.call(DeliveryEditor, "move_corner", n=0, lng=9.49, lat=47.12)
    await ana.call(DeliveryEditor, "save", form={"delivers": "on", "minimum": "0"})
    assert (editor.error, editor.shape, editor.drawing) == ("", "area", False)
    session.expire_all()
    row = session.get_one(Restaurant, world.nonna)
    assert row.service_area == [[9.49, 47.12], *map(list, AROUND[1:])]
    assert row.radius_m == 4000


async def test_every_step_of_a_drawing_is_undone(world, ana):
    editor = await drawn(ana, AROUND[:2])
    await ana.call(DeliveryEditor, "move_corner", n=1, lng=9.6, lat=47.2)
    await ana.call(DeliveryEditor, "start_again")
    for corners in ([AROUND[0], (9.6, 47.2)], AROUND[:2], AROUND[:1], []):
        await ana.call(DeliveryEditor, "undo")
        assert editor.corners == [list(corner) for corner in corners]
    assert not editor.can_undo


async def test_a_closed_border_takes_no_more_corners(world, ana):
    editor = await drawn(ana, AROUND)
    await ana.call(DeliveryEditor, "draw", on=False)
    await ana.call(DeliveryEditor, "add_corner", lng=9.5, lat=47.1)
    assert len(editor.corners) == 4


async def test_the_circle_takes_the_place_of_the_area_again(session, world, ana):
    await drawn(ana, AROUND)
    await ana.call(DeliveryEditor, "save", form={"delivers": "on"})
    await ana.call(DeliveryEditor, "choose_shape", shape="circle")
    await ana.call(DeliveryEditor, "save", form={"delivers": "on", "radius": "3"})
    session.expire_all()
    row = session.get_one(Restaurant, world.nonna)
    assert (row.service_area, row.radius_m) == (None, 3000)


@pytest.mark.parametrize(
    ("corners", "says"),
    [
        ([], "Draw your area on the map first, or choose the circle."),
        (AROUND[:2], "An area needs 3 to 200 corners."),
        (
            [AROUND[0], AROUND[2], AROUND[1], AROUND[3]],
            "The border of the area crosses itself. Please draw it again.",
        ),
    ],
    ids=["nothing", "a line", "an eight"],
)
async def test_an_area_that_is_none_is_refused_in_words(session, world, ana, corners, says):
    editor = await drawn(ana, corners)
    await ana.call(DeliveryEditor, "save", form={"delivers": "on"})
    assert editor.error == says
    session.expire_all()
    assert session.get_one(Restaurant, world.nonna).service_area is None


async def test_the_circle_on_the_map_follows_the_radius_as_it_is_typed(world, ana):
    await ana.call(DeliveryEditor, "load")
    editor = ana.screen(DeliveryEditor)
    [first, *_] = editor.around
    for typed in ("", "x", "99"):
        await ana.call(DeliveryEditor, "try_radius", km=typed)
        assert (editor.around[0], editor.error) == (first, "")
    await ana.call(DeliveryEditor, "try_radius", km="8")
    assert editor.around[0][1] > first[1]
