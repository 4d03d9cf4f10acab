from collections.abc import Callable, Sequence
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

import reflex as rx

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit.db import Session
from foodapp.kit.money import to_type
from foodapp.kit.words import say, t
from foodapp.menu import categories, choices, editing, photos, selling_out, traits
from foodapp.menu.editing import ItemDraft
from foodapp.menu.selling_out import Away
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Id, ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.restaurant import menu as menu_view
from foodapp.views.restaurant.menu import OwnerMenuCategory, OwnerMenuGroup
from foodapp.views.restaurant.pictures import Made
from restaurant.menu.drafts import (
    ChoiceRow,
    SizeRow,
    choice_rows,
    group_draft,
    item_draft,
    portions_of,
    size_rows,
    states_of,
)
from restaurant.state import RestaurantState, id_of

P = ParamSpec("P")


class Menu(RestaurantState, rx.State):
    """The list: what is on sale, what is sold out, what is changed together."""

    categories: list[OwnerMenuCategory] = []
    groups: list[OwnerMenuGroup] = []
    category_choices: list[tuple[str, str]] = []
    currency: str = ""
    part: str = "dishes"  # or "choices"
    selling_out: str = ""  # id of the dish that is asked how long
    chosen: list[str] = []  # ids for a change together
    naming: str = ""  # id of the category that is renamed; "new" for a new one
    loaded: bool = False

    @handler(rate="120/m")
    async def load(self) -> None:
        await self._reload()
        self.loaded = True

    @handler(rate="120/m")
    async def refresh(self) -> None:
        await self._reload()

    @handler()
    async def show(self, part: Word) -> None:
        self.part = part

    @handler(rate="120/m")
    async def switch(self, item_id: Id, on: bool) -> None:
        """On: back on sale. Off: asks until when."""
        if on:
            await self._do_and_show(selling_out.bring_back, [item_id])
        else:
            self.selling_out = "" if self.selling_out == str(item_id) else str(item_id)

    @handler(rate="120/m")
    async def bring_back_parts(self, item_id: Id) -> None:
        await self._do_and_show(selling_out.bring_back_parts, item_id)

    @handler(rate="120/m")
    async def sell_out(self, item_id: Id, away: Away) -> None:
        self.selling_out = ""
        await self._do_and_show(selling_out.sell_out, [item_id], away=away)

    @handler(rate="240/m")
    async def choose(self, item_id: Id) -> None:
        one = str(item_id)
        self.chosen = (
            [other for other in self.chosen if other != one]
            if one in self.chosen
            else [*self.chosen, one]
        )

    @handler()
    async def choose_none(self) -> None:
        self.chosen = []

    @handler(rate="30/m")
    async def sell_out_chosen(self, away: Away) -> None:
        await self._to_chosen(selling_out.sell_out, away=away)

    @handler(rate="30/m")
    async def bring_back_chosen(self) -> None:
        await self._to_chosen(selling_out.bring_back)

    @handler(rate="30/m")
    async def move_chosen(self, category_id: Id) -> None:
        await self._to_chosen(editing.move_to_category, category_id=category_id)

    @handler(rate="30/m")
    async def archive_chosen(self) -> None:
        await self._to_chosen(editing.archive)

    @handler(rate="120/m")
    async def move(self, item_id: Id, up: bool) -> None:
        await self._do_and_show(editing.move, item_id, up=up)

    @handler(rate="120/m")
    async def move_category(self, category_id: Id, up: bool) -> None:
        await self._do_and_show(categories.move, category_id, up=up)

    @handler()
    async def name_category(self, which: Word) -> None:
        """which: an id, "new", or nothing to leave it."""
        self.naming = which

    @handler(rate="30/m")
    async def save_category(self, form: Form) -> None:
        name = str(form.get("name") or "")
        if self.naming == "new":
            await self._do_and_show(categories.add, name=name)
        elif self.naming:
            await self._do_and_show(categories.rename, id_of(self.naming), name=name)
        self.naming = ""

    @handler(rate="30/m")
    async def remove_category(self, category_id: Id) -> None:
        await self._do_and_show(categories.remove, category_id)

    async def _to_chosen(
        self,
        command: Callable[Concatenate[Session, Any, list[UUID], P], object],
        *args: P.args,
        **details: P.kwargs,
    ) -> None:
        await self._do_and_show(command, [UUID(one) for one in self.chosen], *args, **details)
        self.chosen = []

    async def _do_and_show(
        self,
        command: Callable[Concatenate[Session, Any, P], object],
        *args: P.args,
        **details: P.kwargs,
    ) -> None:
        """Carry out, then show the menu as it is: also when it was refused."""
        try:
            await self._do(command, *args, **details)
        finally:
            await self._reload()

    async def _reload(self) -> None:
        menu = await self._read(menu_view.of)
        self.categories, self.groups = menu.categories, menu.groups
        self.currency = menu.currency
        self.category_choices = [(one.id, one.name) for one in menu.categories]
        there = {item.id for category in menu.categories for item in category.dishes}
        self.chosen = [one for one in self.chosen if one in there]
        live.watch(self, topics.restaurant(menu.restaurant_id))


class DishSheet(RestaurantState, rx.State):
    """One dish, as its editor shows it. The form keeps what is typed until it is saved."""

    opened: bool = False
    item_id: str = ""  # empty: a new dish
    category_id: str = ""
    name: str = ""
    description: str = ""
    price: str = ""
    photo: str = ""
    made: Made = Made()  # what stands for it until there is one
    stock: str = ""
    traits: list[str] = []  # see menu.traits
    tax_class: str = "food"
    states: dict[str, str] = states_of()  # of the allergens
    diets: list[str] = []
    group_ids: list[str] = []
    sizes: list[SizeRow] = []
    version: int = 0
    error: str = ""

    @handler(rate="60/m")
    async def open(self, item_id: Id) -> None:
        facts = await self._read(menu_view.item, item_id)
        draft = facts.draft
        self._show(
            item_id=facts.id,
            category_id=str(draft.category_id),
            name=draft.name,
            description=draft.description,
            price=to_type(draft.price_minor, facts.currency),
            photo=facts.photo,
            made=facts.made,
            stock="" if facts.stock is None else str(facts.stock),
            traits=traits.of(draft),
            tax_class=draft.tax_class or "food",
            states=states_of(draft),
            diets=draft.diets,
            group_ids=[str(one) for one in draft.group_ids],
            sizes=size_rows(draft.variations, facts.currency),
        )

    @handler()
    async def begin(self, category_id: Id) -> None:
        """A new dish in this category."""
        self._show(
            item_id="", category_id=str(category_id), name="", description="", price="",
            photo="", made=Made(), stock="", traits=[], tax_class="food",
            states=states_of(), diets=[], group_ids=[], sizes=[],
        )  # fmt: skip

    @handler()
    async def close(self) -> None:
        self.opened = False

    @handler()
    async def add_size(self) -> None:
        self.sizes = [*self.sizes, SizeRow(_next(self.sizes))]

    @handler()
    async def remove_size(self, n: int) -> None:
        self.sizes = [row for row in self.sizes if row.n != n]

    @handler(rate="30/m")
    async def save(self, form: Form) -> None:
        self.error = ""
        menu = await self.get_state(Menu)
        draft = item_draft(form, self.sizes, menu.currency)
        portions = portions_of(form)
        await self._do(_save_item, UUID(self.item_id) if self.item_id else None, draft, portions)
        self.opened = False
        await notify(self, say(t("{dish} is saved.", dish=draft.name.strip())))
        await menu._reload()

    @handler(rate="30/m")
    async def take_off(self) -> None:
        self.error = ""
        await self._do(editing.archive, [id_of(self.item_id)])
        self.opened = False
        await (await self.get_state(Menu))._reload()

    @handler(rate="30/m")
    async def photo_kept(self, url: ShortText) -> None:
        """The upload (an HTTP route) has put a photo on this dish: read where it is."""
        if self.item_id:
            self.photo = (await self._read(menu_view.item, UUID(self.item_id))).photo

    @handler(rate="30/m")
    async def photo_refused(self, why: ShortText) -> None:
        self.error = why or "The photo could not be sent. Please try again."

    @handler(rate="30/m")
    async def remove_photo(self) -> None:
        await self._do(photos.remove_first, id_of(self.item_id))
        self.photo = (await self._read(menu_view.item, id_of(self.item_id))).photo

    def _show(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.error, self.opened = "", True
        self.version += 1


class ChoiceSheet(RestaurantState, rx.State):
    """One choice that comes with dishes, and what it offers."""

    opened: bool = False
    group_id: str = ""  # empty: a new one
    name: str = ""
    least: str = "0"
    most: str = "1"
    rows: list[ChoiceRow] = []
    version: int = 0
    error: str = ""

    @handler()
    async def open(self, group_id: Id) -> None:
        facts = await self._read(menu_view.group, group_id)
        menu = await self.get_state(Menu)
        self.group_id, self.name = facts.id, facts.name
        self.least, self.most = str(facts.min_choices), str(facts.max_choices)
        self._begin(choice_rows(facts.modifiers, menu.currency))

    @handler()
    async def begin(self) -> None:
        self.group_id, self.name, self.least, self.most = "", "", "0", "1"
        self._begin([ChoiceRow(0), ChoiceRow(1)])

    @handler()
    async def close(self) -> None:
        self.opened = False

    @handler()
    async def add_row(self) -> None:
        self.rows = [*self.rows, ChoiceRow(_next(self.rows))]

    @handler()
    async def remove_row(self, n: int) -> None:
        self.rows = [row for row in self.rows if row.n != n]

    @handler(rate="30/m")
    async def save(self, form: Form) -> None:
        self.error = ""
        menu = await self.get_state(Menu)
        draft = group_draft(form, self.rows, menu.currency)
        if self.group_id:
            await self._do(choices.edit, UUID(self.group_id), draft)
        else:
            await self._do(choices.add, draft)
        self.opened = False
        await menu._reload()

    @handler(rate="30/m")
    async def remove(self) -> None:
        self.error = ""
        await self._do(choices.remove, id_of(self.group_id))
        self.opened = False
        await (await self.get_state(Menu))._reload()

    def _begin(self, rows: list[ChoiceRow]) -> None:
        self.rows, self.error, self.opened = rows, "", True
        self.version += 1


def _next(rows: Sequence[SizeRow | ChoiceRow]) -> int:
    return max((row.n for row in rows), default=-1) + 1


def _save_item(
    session: Session,
    staff: RestaurantStaff,
    item_id: UUID | None,
    draft: ItemDraft,
    portions: int | None,
) -> None:
    """The dish and its count, in one transaction."""
    if item_id is None:
        item = editing.add(session, staff, draft)
    else:
        item = editing.edit(session, staff, item_id, draft)
    selling_out.set_stock(session, staff, item.id, portions=portions)
