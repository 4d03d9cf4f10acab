"""From an extract to open shops: twice the same, never over an owner's words."""

import json
import os
from pathlib import Path

import osmium
import pytest
from sqlmodel import select
from typer.testing import CliRunner

from foodapp.accounts.actors import PLATFORM
from foodapp.cli import app
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.kit.settings import Mode, settings
from foodapp.menu import importing
from foodapp.menu.importing import import_extract
from foodapp.menu.models import ALLERGENS, Item, ModifierGroup
from foodapp.restaurants.importing import import_eateries
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant
from foodapp.restaurants.opening import hours_of
from foodapp.restaurants.osm import surveying

DATA = Path(os.environ.get("DATA", "../shared/data")).resolve() / "osm"
LIVE = {"mode": Mode.PRODUCTION}


def write_extract(path, nodes, ways=()):
    """nodes: [(id, lat, lng, tags)]; ways: [(id, [node ids], tags)]"""
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for node_id, lat, lng, tags in nodes:
            writer.add_node(
                osmium.osm.mutable.Node(id=node_id, version=1, location=(lng, lat), tags=tags)
            )
        for way_id, refs, tags in ways:
            writer.add_way(osmium.osm.mutable.Way(id=way_id, version=1, nodes=refs, tags=tags))
    return path


def eatery(node_id=1, lat=47.14, lng=9.52, **tags):
    tags = {key.replace("__", ":"): value for key, value in tags.items()}
    return (node_id, lat, lng, {"amenity": "restaurant", "name": "Torkel", **tags})


@pytest.fixture
def extract(tmp_path):
    return lambda *nodes, ways=(): write_extract(tmp_path / "town.osm.pbf", nodes, ways)


def restaurant(session, osm_id="node/1"):
    return session.exec(
        select(Restaurant)
        .where(Restaurant.osm_id == osm_id)
        .execution_options(populate_existing=True)
    ).one()


def test_an_eatery_becomes_a_restaurant_with_a_menu(session, extract):
    path = extract(
        eatery(
            cuisine="pizza;regional",
            opening_hours="Tu-Su 11:00-24:00",
            phone="232 11 22",
            website="www.torkel.li",
            addr__street="Hintergasse",
            addr__housenumber="9",
            addr__postcode="9490",
            addr__city="Vaduz",
        )
    )
    report = import_extract(path)
    row = restaurant(session)
    assert report.new == {"node/1": "Torkel"}
    assert (row.slug, row.street, row.city, row.country) == (
        "torkel",
        "Hintergasse 9",
        "Vaduz",
        "LI",
    )
    assert (row.phone, row.website) == ("+4232321122", "https://www.torkel.li")
    assert (row.time_zone, row.currency) == ("Europe/Vaduz", "CHF")
    assert row.cuisines == ["pizza", "regional"]
    assert row.opening_hours == "Tu-Su 11:00-24:00"
    items = session.exec(select(Item).where(Item.restaurant_id == row.id)).all()
    assert {"Margherita", "Rösti with egg"} <= {item.name for item in items}
    assert all(set(item.allergens) <= set(ALLERGENS) for item in items)
    assert all(item.price_minor % 10 == 0 for item in items)
    assert session.exec(select(ModifierGroup).where(ModifierGroup.restaurant_id == row.id)).all()
    assert session.exec(
        select(DeliveryFeeBand).where(DeliveryFeeBand.restaurant_id == row.id)
    ).all()


def test_a_second_run_changes_nothing(session, extract):
    path = extract(eatery(), eatery(2, name="Adler"))
    import_extract(path)
    items = len(session.exec(select(Item)).all())
    again = import_extract(path)
    assert (len(again.new), len(again.updated), len(again.unchanged)) == (0, 0, 2)
    assert len(session.exec(select(Item)).all()) == items


def test_a_change_in_the_extract_arrives(session, extract):
    import_extract(extract(eatery()))
    report = import_extract(extract(eatery(name="Torkel Vaduz", opening_hours="24/7")))
    assert report.updated == {"node/1": "Torkel Vaduz"}
    assert restaurant(session).name == "Torkel Vaduz"
    assert restaurant(session).slug == "torkel", "links stay good"


def test_what_an_owner_edited_is_never_overwritten(session, extract):
    import_extract(extract(eatery()))
    row = restaurant(session)
    row.name, row.owner_edited_at = "Chez Rosa", clock.now()
    session.commit()
    changed = extract(eatery(name="Torkel Vaduz"))
    assert import_extract(changed).kept == {"node/1": "Chez Rosa"}
    assert import_extract(changed).unchanged == {"node/1": "Chez Rosa"}
    assert restaurant(session).name == "Chez Rosa"


def test_the_same_name_gets_its_own_address_on_the_site(session, extract):
    import_extract(
        extract(
            eatery(1, name="Löwen"), eatery(2, 47.2, name="Löwen", addr__city="Schaan"),
            eatery(3, 47.22, name="Löwen"), eatery(4, name="東京"),
        )
    )  # fmt: skip
    slugs = [restaurant(session, f"node/{n}").slug for n in (1, 2, 3, 4)]
    assert slugs == ["loewen", "loewen-schaan", "loewen-2", "dongjing"]


@pytest.mark.parametrize(
    "hours", ["+423 232 48 18", "Su 9:00-1:00", "24:00", "Mo", "9494", " ", "a" * 300, "Mo 10:00+"]
)
def test_hours_that_are_not_certain_leave_the_shop_closed_and_are_reported(session, extract, hours):
    report = import_extract(extract(eatery(opening_hours=hours)))
    row = restaurant(session)
    assert row.opening_hours == ""
    assert hours_of(session, row).opens_next(clock.now()) is None
    if hours.strip():
        assert [(loss.field, bool(loss.reason)) for loss in report.dropped] == [
            ("opening_hours", True)
        ]


def test_what_cannot_be_an_eatery_of_ours_is_left_out_with_the_reason(session, extract):
    report = import_extract(
        extract(
            (1, 47.14, 9.52, {"amenity": "restaurant"}),
            eatery(2, name="---"),
            eatery(3, disused="yes"),
            (4, 47.14, 9.52, {"amenity": "food_court", "name": "Mall"}),
            (5, 47.14, 9.52, {"amenity": "bank", "name": "Bank"}),
        )
    )
    assert report.read == 3
    assert {row.osm_id: row.reason for row in report.left_out} == {
        "node/1": "it has no name",
        "node/2": "it has no name",
        "node/3": "it is closed for good",
    }
    assert report.new == {}


def test_odd_tags_lose_the_field_not_the_eatery(session, extract):
    report = import_extract(
        extract(
            eatery(
                name="Tor\u202ekel\u0007  am\tSee ",
                phone="call Rosa",
                website="javascript:alert(1)",
                cuisine="Klingon;pizza",
            )
        )
    )
    row = restaurant(session)
    assert row.name == "Torkel am See"
    assert (row.phone, row.website, row.cuisines) == ("", "", ["pizza"])
    assert {loss.field for loss in report.dropped} == {"phone", "website", "cuisine"}


def test_a_building_stands_at_its_centre(session, extract):
    corners = [
        (1, 47.10, 9.50, {}), (2, 47.10, 9.52, {}), (3, 47.12, 9.52, {}), (4, 47.12, 9.50, {}),
    ]  # fmt: skip
    way = (7, [1, 2, 3, 4, 1], {"amenity": "cafe", "name": "Guflina"})
    import_extract(extract(*corners, ways=[way]))
    row = restaurant(session, "way/7")
    assert (row.lat, row.lng) == pytest.approx((47.11, 9.51))


def test_two_of_one_name_side_by_side_are_remarked(session, extract):
    report = import_extract(extract(eatery(1), eatery(2, 47.1401)))
    assert [(row.osm_id, "node/1" in row.reason) for row in report.remarks] == [("node/2", True)]


def test_a_file_that_is_no_extract_is_refused_in_a_sentence(session, tmp_path):
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"garbage" * 100)
    for path in (broken, tmp_path / "none.osm.pbf", tmp_path):
        with pytest.raises(DomainError):
            import_extract(path)


CASES = Path(os.environ.get("CASES", "../shared/cases")).resolve() / "osm"


def case(name):
    path = CASES / name
    if not path.exists():
        pytest.skip("CASES does not hold the files from the field")
    return path


def facts_by_name(session):
    rows = session.exec(select(Restaurant).execution_options(populate_existing=True)).all()
    return {row.name: (row.status.value, row.opening_hours) for row in rows}


def test_of_two_versions_the_newest_wins_and_that_is_said(session):
    report = import_extract(case("merged_two_versions.osm"))
    assert facts_by_name(session) == {"New Name": ("active", "Mo-Su 12:00-23:00")}
    assert [(row.osm_id, "version 4" in row.reason) for row in report.remarks] == [
        ("node/1001", True)
    ]


def test_a_place_that_an_editor_deleted_does_not_come(session):
    report = import_extract(case("josm_deleted.osm"))
    assert facts_by_name(session).keys() == {"Brand new cafe", "Still there"}
    assert [row.osm_id for row in report.remarks] == ["node/-476852"], "its number is not final"


def test_a_place_that_history_ended_does_not_come(session):
    assert import_extract(case("history_deleted.osm")).new == {}
    assert facts_by_name(session) == {}


@pytest.mark.parametrize(
    "gone",
    [
        "<node id='1' version='9' visible='false'/>",
        "<node id='1' version='9' action='delete' lat='47.14' lon='9.52'>"
        "<tag k='amenity' v='restaurant'/><tag k='name' v='Torkel'/></node>",
        "<node id='1' version='9' lat='47.14' lon='9.52'>"
        "<tag k='disused:amenity' v='restaurant'/><tag k='name' v='Torkel'/></node>",
        "<node id='1' version='9' lat='47.14' lon='9.52'><tag k='amenity' v='restaurant'/>"
        "<tag k='disused' v='yes'/><tag k='name' v='Torkel'/></node>",
    ],
)
def test_a_place_that_came_once_and_is_gone_is_closed_and_reported(
    session, extract, tmp_path, gone
):
    import_extract(extract(eatery(), eatery(2, name="Adler")))
    later = tmp_path / "later.osm"
    later.write_text(f"<osm version='0.6'>{gone}</osm>")
    assert import_extract(later).closed == {"node/1": "Torkel"}
    assert facts_by_name(session)["Torkel"][0] == "suspended"
    assert facts_by_name(session)["Adler"][0] == "active"
    assert import_extract(later).closed == {}, "once"
    import_extract(extract(eatery(), eatery(2, name="Adler")))
    assert facts_by_name(session)["Torkel"][0] == "active", "it is there again"


def test_a_place_with_an_owner_is_not_closed_by_the_map(session, extract, tmp_path):
    import_extract(extract(eatery()))
    restaurant(session).owner_edited_at = clock.now()
    session.commit()
    later = tmp_path / "later.osm"
    later.write_text("<osm version='0.6'><node id='1' version='9' visible='false'/></osm>")
    report = import_extract(later)
    assert (report.closed, [row.osm_id for row in report.remarks]) == ({}, ["node/1"])
    assert restaurant(session).status.value == "active"


def test_what_is_two_things_at_once_is_an_eatery_too(session):
    report = import_extract(case("multi_amenity.osm"))
    assert set(report.new.values()) == {"Both at once", "Coffee and pitta", "One thing only"}


@pytest.mark.parametrize("ending", ["osm", "osm.pbf", "osm.gz"])
def test_an_extract_out_of_order_is_sorted(session, tmp_path, ending):
    path = tmp_path / f"town.{ending}"
    corners = [(47.10, 9.50), (47.10, 9.52), (47.12, 9.52), (47.12, 9.50)]
    with osmium.SimpleWriter(str(path)) as writer:
        for way_id, name in ((9, "Later"), (7, "Guflina")):
            tags = {"amenity": "cafe", "name": name}
            refs = [1, 2, 3, 4, 1]
            writer.add_way(osmium.osm.mutable.Way(id=way_id, version=1, nodes=refs, tags=tags))
        for node_id, (lat, lng) in reversed(list(enumerate(corners, start=1))):
            writer.add_node(osmium.osm.mutable.Node(id=node_id, version=1, location=(lng, lat)))
    assert set(import_extract(path).new.values()) == {"Later", "Guflina"}
    row = restaurant(session, "way/7")
    assert (row.lat, row.lng) == pytest.approx((47.11, 9.51))


def test_one_too_large_to_sort_says_how_to_sort_it(session, tmp_path, monkeypatch):
    monkeypatch.setattr(surveying, "SORTED_IN_MEMORY", 100)
    path = tmp_path / "big.osm"
    path.write_text("<osm version='0.6'>" + "<node id='1' lat='1' lon='1'/>" * 20 + "</osm>")
    with pytest.raises(DomainError, match=r"osmium sort big\.osm -o sorted\.osm\.pbf"):
        import_extract(path)


def test_hours_up_to_midnight_and_through_the_night_are_kept(session):
    report = import_extract(case("midnight_0000.osm"))
    assert report.dropped == []
    kept = {name: hours for name, (_, hours) in facts_by_name(session).items()}
    assert kept == {
        "Midnight written 00:00": "Mo-Su 08:00-00:00",
        "Midnight written 24:00": "Mo-Su 08:00-24:00",
        "Night kebab": "Mo-Sa 10:00-05:00; Su 11:00-05:00",
    }


def test_outside_the_demo_an_import_invents_nothing_and_opens_nothing(
    session, extract, monkeypatch
):
    monkeypatch.setattr(importing, "settings", lambda: settings().model_copy(update=LIVE))
    import_extract(extract(eatery(opening_hours="24/7")))
    row = restaurant(session)
    assert (row.status.value, session.exec(select(Item)).all()) == ("draft", [])


def test_an_extension_of_a_phone_number_is_kept(session, extract):
    import_extract(extract(eatery(phone="+1 907-486-4171 ext. 101")))
    assert restaurant(session).phone == "+19074864171;ext=101"


def test_the_holidays_of_its_state_are_known(session, extract):
    import_extract(
        extract(eatery(1, lat=48.137, lng=11.575), eatery(2, name="B", lat=52.52, lng=13.4))
    )
    assert [restaurant(session, f"node/{n}").subdivision for n in (1, 2)] == ["BY", "BE"]


def test_only_who_may_steer_restaurants_imports(session, world, extract):
    from foodapp.accounts.actors import Admin, AdminRole

    viewer = Admin(world.admin.user_id, AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        import_eateries(session, viewer, [])
    assert import_eateries(session, PLATFORM, []).new == {}


def test_the_command_line_reports_as_a_table_or_as_json(session, extract):
    path = str(extract(eatery(opening_hours="24:00"), (2, 47.14, 9.52, {"amenity": "bar"})))
    first = CliRunner().invoke(app, ["import-osm", "--json", path])
    report = json.loads(first.stdout)
    assert first.exit_code == 0
    assert (report["read"], report["new"]) == (2, {"node/1": "Torkel"})
    assert [row["reason"] for row in report["left_out"]] == ["it has no name"]
    assert report["dropped"][0]["value"] == "24:00"
    again = CliRunner().invoke(app, ["import-osm", path])
    assert "Unchanged" in again.stdout
    refused = CliRunner().invoke(app, ["import-osm", "/nowhere.osm.pbf"])
    assert refused.exit_code == 1
    assert refused.stderr.strip() == "There is no file /nowhere.osm.pbf."
