"""A list said once: its columns draw the table and a phone's cards."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from foodapp.ui.kit import Column, cards, table


@dataclass
class Dish:
    id: str
    name: str
    price: str


rows: Any = rx.Var("dishes", _var_type=list[Dish]).guess_type()
COLUMNS: tuple[Column[Dish], ...] = (
    Column("Dish", lambda one: one.name, lambda one: rx.el.p(one.name, " for ", one.price)),
    Column("Price", lambda one: one.price, is_number=True),
    Column("", lambda one: ("Edit", "Delete"), lambda one: ("Edit", "Delete"), look="w-1"),
)


def test_each_column_has_its_head_and_its_cells_in_the_table():
    drawn = table(COLUMNS, rows, label="Dishes", attrs=lambda one: {"data-dish": one.id})
    heads = drawn.children[0].children[0].children[0].children
    assert [str(head.children[0].contents) for head in heads] == ['"Dish"', '"Price"', '""']
    (row,) = drawn.children[0].children[1].children[0].children
    name, price, acts = row.children[0].children if row.tag == "Fragment" else row.children
    assert "name" in str(name.children[0])
    assert "text-right" in str(price.class_name)
    assert "w-1" in str(acts.class_name)
    assert len(acts.children) == 2
    assert "data-dish" in str(row)


def test_a_phone_shows_what_the_columns_have_for_it_in_their_order():
    (card,) = cards(COLUMNS, rows, class_name="divide-y").children[0].children
    line, edit, delete = card.children
    assert " for " in str(line)
    assert "Edit" in str(edit)
    assert "Delete" in str(delete)


def test_a_card_may_lead_somewhere_as_a_whole():
    (card,) = cards(COLUMNS, rows, to=lambda one: "/dishes/" + one.id).children[0].children
    (whole,) = card.children
    assert "/dishes/" in str(whole)
    assert len(whole.children) == 3
