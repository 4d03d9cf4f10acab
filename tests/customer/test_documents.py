"""What crawlers, and browsers before any script runs, read at the storefront's addresses."""

import asyncio
import re
from html.parser import HTMLParser
from urllib.parse import quote, unquote

import pytest
from PIL import ImageFont
from sqlmodel import col, func, select

from foodapp.accounts.models import SignInSession
from foodapp.kit.settings import settings
from foodapp.menu.models import Category, Item
from foodapp.orders import basket
from foodapp.orders.basket_models import Basket
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.ui import link_picture, served
from tests.fixtures.documents import client, data_of, get, write_templates
from tests.fixtures.world import HOME, make_item, make_restaurant
from tests.foodapp.discovery.test_towns import ZURICH

HOSTILE = "</script><script>alert(1)</script>"
SITE = settings().public_url


@pytest.fixture
def town(session, world, tmp_path, monkeypatch):
    write_templates(tmp_path, monkeypatch)
    monkeypatch.setattr(link_picture, "_font", lambda part, size: ImageFont.load_default(size))
    session.get_one(Restaurant, world.nonna).cuisines = ["pizza", "italian"]
    session.get_one(Restaurant, world.rival).cuisines = ["barbecue"]
    session.commit()
    return world


class Tags(HTMLParser):
    """Every element with what stands in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))

    def links(self) -> set[str]:
        return {one["href"] or "" for tag, one in self.all if tag == "a" and "href" in one}

    def of(self, tag: str, **having: str) -> list[dict[str, str | None]]:
        return [
            one
            for name, one in self.all
            if name == tag
            and having.items() <= {k.replace("-", "_"): v for k, v in one.items()}.items()
        ]


async def test_the_front_page_shows_and_links_who_is_open(town):
    page = await get("/")
    tags = Tags(page.text)
    assert page.status_code == 200
    assert {"/r/nonna", "/r/rival", "/cuisine/pizza", "/cuisine/barbecue"} <= tags.links()
    assert "Open now" in page.text
    assert "Order food in Vaduz" in page.text


async def test_a_cuisines_page_shows_its_restaurants_dishes_and_prices(town):
    page = await get("/cuisine/pizza")
    assert page.status_code == 200
    assert "<h1" in page.text
    assert "Pizza in Vaduz" in page.text
    assert "Nonna" in page.text
    assert "from CHF\xa012.00" in page.text
    assert "Rival" not in page.text
    assert f"/r/nonna?dish={town.margherita}" in Tags(page.text).links()


async def test_a_towns_page_shows_that_town_and_no_other(town, session):
    make_restaurant(session, "Zora", ZURICH).city = "Zürich"
    session.commit()
    asked = await get("/")
    assert {"/town/vaduz", "/town/zurich"} <= Tags(asked.text).links()
    page = await get("/town/zurich")
    assert "Food delivery in Zürich · Saffron" in page.text
    assert "Zora" in page.text
    assert "Nonna" not in page.text


async def test_a_search_is_a_form_and_finds_dishes_without_a_script(town):
    empty = Tags((await get("/search")).text)
    (form,) = empty.of("form")
    assert (form["action"], form["method"]) == ("/search", "get")
    assert [one["name"] for one in empty.of("input", name="q")] == ["q"]
    found = await get("/search?q=margarita")
    assert "Margherita" in found.text
    assert "from CHF\xa012.00" in found.text
    assert 'content="noindex, follow"' in found.text
    assert 'value="margarita"' in found.text


async def test_a_filter_is_a_box_to_tick_and_keeps_what_was_typed(town):
    narrowed = Tags((await get("/search?q=pizza&open=1&diet_vegan=1&diet_stone=1")).text)
    boxes = narrowed.of("input", type="checkbox")
    assert {one["name"] for one in boxes if "checked" in one} == {"open", "diet_vegan"}
    assert not {one for one in narrowed.links() if "open=1" in one}  # crawlers would combine them
    shown = Tags((await get("/search?q=pizza&allergens=1")).text)
    assert "avoid_milk" in {one["name"] for one in shown.of("input", type="checkbox")}
    kept = Tags((await get("/search?q=pizza&avoid_milk=1")).text)
    assert [one["name"] for one in kept.of("input", type="hidden")] == ["avoid_milk"]


@pytest.mark.parametrize("path", ["/", "/cuisine/pizza", "/town/vaduz", "/r/nonna"])
async def test_a_head_says_all_that_others_show_of_the_page(town, path):
    page = Tags((await get(path)).text)
    title = re.search(r"<title>(.*?)</title>", (await get(path)).text)
    assert title is not None
    assert title[1].endswith(" · Saffron")
    (canonical,) = page.of("link", rel="canonical")
    assert canonical["href"] == SITE + path
    named = {one["hreflang"]: one["href"] for one in page.of("link", rel="alternate")}
    assert named == {"en": SITE + path, "x-default": SITE + path}
    said = {one.get("property") or one.get("name"): one["content"] for one in page.of("meta")}
    assert said["og:image"].startswith(f"{SITE}/")
    assert said["og:image"].endswith(".jpg")
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["twitter:card"] == "summary_large_image"
    assert said["twitter:image"] == said["og:image"]
    assert (said["og:url"], said["og:title"]) == (SITE + path, title[1])
    assert said["description"]
    picture = await get(said["og:image"].removeprefix(SITE))
    assert picture.headers["content-type"] == "image/jpeg"


async def test_a_dish_named_like_the_end_of_a_script_stays_one_name(town, session):
    """vercel/commerce#1527"""
    session.get_one(Item, town.margherita).name = HOSTILE
    session.commit()
    page = (await get("/r/nonna")).text
    facts = data_of(page)
    dishes = [one for part in facts["hasMenu"]["hasMenuSection"] for one in part["hasMenuItem"]]
    assert HOSTILE in {one["name"] for one in dishes}
    assert "<script>alert" not in page
    assert page.count("</script>") == 1
    for path in ("/search?q=script", "/cuisine/pizza", f"/search?q={quote(HOSTILE)}"):
        assert "<script>alert" not in (await get(path)).text


@pytest.mark.parametrize(
    "slug",
    ["nobody", "<script>", "寿司", "مطعم", "🍕" * 200, "a" * 1500, "a.b", "a b", "%00", "é" * 60],
    ids=range(10),
)
async def test_an_address_that_leads_nowhere_says_so(town, slug):
    page = await get(f"/r/{quote(slug, safe='')}")
    assert page.status_code == 404
    assert "We could not find that restaurant" in page.text
    assert 'content="noindex, follow"' in page.text
    assert "/" in Tags(page.text).links()


@pytest.mark.parametrize("path", ["/cuisine/nothing", "/town/nowhere", "/cuisine/pizza?town=x"])
async def test_an_unknown_cuisine_or_town_is_not_found(town, path):
    page = await get(path)
    assert page.status_code == 404
    assert "We do not know that" in page.text


async def test_a_slug_of_another_script_is_found(town, session):
    make_restaurant(session, "Tokyo").slug = "東京-寿司"
    session.commit()
    path = f"/r/{quote('東京-寿司')}"
    page = await get(path)
    assert page.status_code == 200
    (canonical,) = Tags(page.text).of("link", rel="canonical")
    assert canonical["href"] == SITE + path
    assert path in (await get("/sitemap-0.xml")).text
    assert data_of(page.text)["url"] == SITE + path


async def test_a_renamed_page_leads_to_its_new_address_in_one_step(town, session):
    nonna = session.get_one(Restaurant, town.nonna)
    for slug in ("nonna-due", "nonna-tre"):
        nonna.slug = slug
        session.commit()
    for old in ("nonna", "nonna-due", "Nonna-Tre"):
        moved = await get(f"/r/{old}?dish=1")
        assert (moved.status_code, moved.headers["location"]) == (301, "/r/nonna-tre?dish=1")
    assert (await get("/r/nonna-tre")).status_code == 200
    nonna.slug = "nonna"
    session.commit()
    assert (await get("/r/nonna")).status_code == 200
    assert (await get("/r/nonna-tre")).status_code == 301


async def test_an_ended_restaurant_is_gone_under_its_old_addresses_too(town, session):
    nonna = session.get_one(Restaurant, town.nonna)
    nonna.slug = "nonna-due"
    session.flush()
    nonna.status = RestaurantStatus.SUSPENDED
    session.commit()
    assert [(await get(f"/r/{slug}")).status_code for slug in ("nonna", "nonna-due")] == [410, 410]
    assert "nonna" not in (await get("/sitemap-0.xml")).text


async def test_a_draft_was_never_there(town, session):
    session.add(Restaurant(**facts_of_a_draft()))
    session.commit()
    assert (await get("/r/draft")).status_code == 404


def facts_of_a_draft():
    place = {"lat": 47.1, "lng": 9.5, "time_zone": "Europe/Vaduz", "currency": "CHF"}
    return {"slug": "draft", "name": "Draft", **place}


async def test_people_see_their_own_page_and_leave_no_trace_of_it(town, session):
    """ujeenet/rustango#1251"""
    basket.set_address(session, town.visitor, HOME)
    session.commit()
    before = await get("/r/nonna")
    own = await get("/r/nonna", cookie="visitor=v-new")
    assert ">CHF\xa03.00 delivery<" in own.text  # to their door
    assert own.headers["cache-control"] == "private, no-cache"
    for after in (
        await get("/r/nonna"),
        await get("/r/nonna", cookie="visitor=somebody-else"),
        await get("/r/nonna", authorization="Bearer x"),
    ):
        assert ">CHF\xa03.00 delivery<" not in after.text
    assert (await get("/r/nonna")).text == before.text


async def test_a_shared_page_holds_nobodys_cookie(town):
    one, other = await get("/"), await get("/")
    assert one.headers["set-cookie"] != other.headers["set-cookie"]
    assert one.headers["cache-control"] == "no-store"
    assert one.text == other.text


async def test_who_has_the_page_is_told_so(town):
    for path in ("/", "/cuisine/pizza", "/r/nonna", "/town/vaduz"):
        page = await get(path)
        tag = page.headers["etag"]
        again = await get(path, **{"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        own = await get(path, cookie="visitor=v")
        asked = {"cookie": "visitor=v", "if-none-match": own.headers["etag"]}
        assert (await get(path, **asked)).status_code == 304


async def test_a_page_is_the_same_zipped_and_plain(town):
    plain = await get("/", **{"accept-encoding": "identity"})
    zipped = await get("/", **{"accept-encoding": "gzip"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.text == plain.text
    async with client() as http:
        head = await http.head("/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == plain.headers["etag"]


async def test_many_who_come_at_once_have_the_page_made_once(town, monkeypatch):
    made = []
    written = served.written

    def slow(document):
        made.append(document)
        return written(document)

    monkeypatch.setattr(served, "written", slow)
    pages = await asyncio.gather(*(get("/cuisine/pizza") for _ in range(40)))
    assert len({page.text for page in pages}) == 1
    assert len(made) == 1


@pytest.mark.parametrize("path", ["/", "/search?q=pizza", "/cuisine/pizza", "/r/nonna"])
async def test_a_query_of_ten_thousand_letters_is_looked_past(town, path):
    long = f"{path}{'&' if '?' in path else '?'}x={'%F0%9F%8D%95' * 900}&q={'a' * 10_000}"
    page = await get(long)
    assert page.status_code == 200
    assert "a" * 100 not in page.text


async def test_what_is_asked_for_beside_the_page_is_answered_with_the_kept_one(town):
    assert (await get("/r/nonna?utm_source=x&dish=1")).text == (await get("/r/nonna")).text


async def test_a_menu_of_500_dishes_is_all_there(town, session):
    first = make_item(session, session.get_one(Restaurant, town.rival), "Dish 0", 100)
    for n in range(1, 500):
        session.add(
            Item(
                restaurant_id=town.rival,
                category_id=first.category_id,
                name=f"Dish {n}",
                price_minor=100 + n,
            )
        )
    session.commit()
    page = (await get("/r/rival")).text
    assert len(re.findall(r">Dish \d+<", page)) == 500
    facts = data_of(page)
    sections = facts["hasMenu"]["hasMenuSection"]
    assert sum(len(one["hasMenuItem"]) for one in sections) >= 500


async def crawl(start: str = "/") -> dict[str, int]:
    """Every address that a page of ours leads to, forms included, and how it was answered."""
    seen: dict[str, int] = {}
    waiting = [start, "/sitemap.xml", "/robots.txt"]
    async with client() as http:
        while waiting:
            path = waiting.pop()
            if path in seen or not path.startswith("/") or len(seen) > 400:
                continue
            page = await http.get(path)
            seen[path] = page.status_code
            tags = Tags(page.text)
            found = tags.links() | {one["action"] or "" for one in tags.of("form")}
            found |= set(re.findall(r"<loc>(.*?)</loc>", page.text))
            waiting += [one.removeprefix(SITE).partition("#")[0] for one in found]
    return seen


async def test_a_crawler_that_follows_everything_leaves_nothing_behind(town, session):
    """PrestaShop/PrestaShop#41304"""

    def rows() -> list[int]:
        return [
            session.exec(select(func.count()).select_from(table)).one()
            for table in (Basket, SignInSession)
        ]

    before = rows()
    seen = await crawl()
    assert {"/", "/r/nonna", "/cuisine/pizza", "/search", "/town/vaduz"} <= seen.keys()
    assert rows() == before


async def test_every_canonical_is_itself_and_the_sitemap_has_only_such(town):
    """wlsdks/ontology-atlas#768"""
    index = (await get("/sitemap.xml")).text
    listed = []
    for part in re.findall(r"<loc>(.*?)</loc>", index):
        listed += re.findall(r"<loc>(.*?)</loc>", (await get(part.removeprefix(SITE))).text)
    assert {f"{SITE}/", f"{SITE}/r/nonna", f"{SITE}/cuisine/pizza", f"{SITE}/town/vaduz"} <= set(
        listed
    )
    for address in listed:
        page = await get(address.removeprefix(SITE))
        assert page.status_code == 200
        tags = Tags(page.text)
        assert [one["href"] for one in tags.of("link", rel="canonical")] == [address]
        assert {one["href"] for one in tags.of("link", rel="alternate")} == {address}
        assert not tags.of("meta", name="robots")


async def test_every_link_of_the_pages_leads_somewhere(town):
    pages = [await get(one) for one in ("/", "/cuisine/pizza", "/r/nonna", "/search?q=nonna")]
    links = {unquote(one.partition("#")[0]) for page in pages for one in Tags(page.text).links()}
    for link in links - {"/"}:
        assert (await get(link)).status_code == 200, link


async def test_a_section_is_named_and_its_dishes_have_their_price(town, session):
    session.add(Category(restaurant_id=town.nonna, name="Empty"))
    session.commit()
    page = (await get("/r/nonna")).text
    names = session.exec(select(col(Category.name)).where(Category.restaurant_id == town.nonna))
    assert any(f">{name}</h2>" in page for name in names)
    assert ">Empty<" not in page
    assert "CHF\xa06.50" in page
